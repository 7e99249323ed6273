using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>A 128-bit row identifier; the three operations are rounds of MurmurHash3 (x64, 128 bits).</summary>
public readonly struct DataViewRowId : IComparable<DataViewRowId>, IEquatable<DataViewRowId>
{
    public readonly ulong Low;

    public readonly ulong High;

    private const ulong C1 = 0x87c37b91114253d5;
    private const ulong C2 = 0x4cf5ad432745937f;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }

    public override string ToString() => $"{High:x16}{Low:x16}";

    public int CompareTo(DataViewRowId other) => (High, Low).CompareTo((other.High, other.Low));

    public bool Equals(DataViewRowId other) => Low == other.Low && High == other.High;

    public override bool Equals(object? obj) => obj is DataViewRowId other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(Low, High);

    /// <summary>The row's own successor: a round over a block of zeros.</summary>
    public DataViewRowId Next() => Mix(Low, High, 0, 0);

    /// <summary>A second identifier of the same row: a round over the block (1, 0).</summary>
    public DataViewRowId Fork()
    {
        var next = Next();
        return new DataViewRowId(next.Low ^ (BitOperations.RotateLeft(C1, 31) * C2), next.High);
    }

    /// <summary>Absorbs the fork of the other row's identifier.</summary>
    public DataViewRowId Combine(DataViewRowId other)
    {
        var block = other.Fork();
        ulong k1 = BitOperations.RotateLeft(block.Low * C1, 31) * C2;
        ulong k2 = BitOperations.RotateLeft(block.High * C2, 33) * C1;
        return Mix(Low, High, k1, k2);
    }

    private static DataViewRowId Mix(ulong h1, ulong h2, ulong k1, ulong k2)
    {
        h1 = BitOperations.RotateLeft(h1 ^ k1, 27) + h2;
        h1 = (h1 * 5) + 0x52dce729;
        h2 = BitOperations.RotateLeft(h2 ^ k2, 31) + h1;
        h2 = (h2 * 5) + 0x38495ab5;
        return new DataViewRowId(h1, h2);
    }
}
