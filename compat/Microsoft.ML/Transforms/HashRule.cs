using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

internal delegate uint HashRound<T>(uint hash, in T value);

/// <summary>
/// How values of a type are hashed: rounds of MurmurHash3, then a mix with the number of bytes. A missing value has no hash: 0.
/// </summary>
internal sealed record HashRule<T>(HashRound<T> Round, int Size, Func<T, bool>? IsMissing = null, int? CombinedSize = null)
{
    // Text mixes within its round.
    private bool Mixes => Size > 0;

    public uint Hash(uint seed, uint mask, in T value)
        => IsMissing?.Invoke(value) == true ? 0 : Finish(Round(seed, in value), Size, mask);

    public uint HashAll(uint seed, uint mask, in VBuffer<T> values)
    {
        uint hash = seed;
        foreach (var value in values.DenseValues())
        {
            if (IsMissing?.Invoke(value) == true)
                return 0;
            hash = Round(hash, in value);
        }

        return Finish(hash, values.Length * (CombinedSize ?? Size), mask);
    }

    private uint Finish(uint hash, int length, uint mask) => ((Mixes ? Hashing.MixHash(hash, length) : hash) & mask) + 1;
}

internal static class HashRules
{
    public const string ExpectedType = "Expected Text, Key, numeric, Boolean or DataViewRowId item type";

    private static readonly Dictionary<Type, object> Values = new()
    {
        [typeof(ReadOnlyMemory<char>)] = new HashRule<ReadOnlyMemory<char>>(
            static (hash, in text) => Hashing.MurmurHash(hash, text.Span.Trim(' ')), 0, static text => text.IsEmpty),
        [typeof(float)] = new HashRule<float>(
            static (hash, in value) => Hashing.MurmurRound(hash, BitConverter.SingleToUInt32Bits(value == 0 ? 0 : value)),
            sizeof(float),
            float.IsNaN),
        [typeof(double)] = new HashRule<double>(
            static (hash, in value) => TwoRounds(hash, BitConverter.DoubleToUInt64Bits(value == 0 ? 0 : value)),
            sizeof(double),
            double.IsNaN),
        [typeof(bool)] = new HashRule<bool>(static (hash, in value) => Hashing.MurmurRound(hash, value ? 1u : 0u), sizeof(uint)),
        [typeof(sbyte)] = Integer<sbyte>(),
        [typeof(short)] = Integer<short>(),
        [typeof(int)] = Integer<int>(),
        [typeof(long)] = Integer<long>(),
        [typeof(byte)] = Integer<byte>(),
        [typeof(ushort)] = Integer<ushort>(),
        [typeof(uint)] = Integer<uint>(),
        [typeof(ulong)] = Integer<ulong>(),
        // Only the lowest 32 of its 128 bits take part.
        [typeof(DataViewRowId)] = new HashRule<DataViewRowId>(
            static (hash, in id) => Hashing.MurmurRound(hash, (uint)id.Low), 2 * sizeof(ulong), CombinedSize: sizeof(uint)),
    };

    private static readonly Dictionary<Type, object> Keys = new()
    {
        [typeof(byte)] = Integer<byte>() with { IsMissing = static key => key == 0 },
        [typeof(ushort)] = Integer<ushort>() with { IsMissing = static key => key == 0 },
        [typeof(uint)] = Integer<uint>() with { IsMissing = static key => key == 0 },
        [typeof(ulong)] = Integer<ulong>() with { IsMissing = static key => key == 0 },
    };

    public static bool Has(DataViewType itemType)
        => itemType is TextDataViewType or KeyDataViewType or NumberDataViewType or BooleanDataViewType or RowIdDataViewType;

    public static HashRule<T> For<T>(DataViewType itemType)
        => (HashRule<T>)(itemType is KeyDataViewType ? Keys : Values)[typeof(T)];

    private static HashRule<T> Integer<T>() where T : unmanaged, IBinaryInteger<T>
        => T.Zero.GetByteCount() == sizeof(ulong)
            ? new(static (hash, in value) => TwoRounds(hash, ulong.CreateTruncating(value)), sizeof(ulong))
            : new(static (hash, in value) => Hashing.MurmurRound(hash, uint.CreateTruncating(value)), sizeof(uint));

    private static uint TwoRounds(uint hash, ulong value)
        => Hashing.MurmurRound(Hashing.MurmurRound(hash, (uint)value), (uint)(value >> 32));
}
