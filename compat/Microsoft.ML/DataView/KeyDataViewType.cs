using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A class out of Count: the raw value is 1-based, and 0 is missing.</summary>
public sealed class KeyDataViewType : PrimitiveDataViewType
{
    public KeyDataViewType(Type type, ulong count)
        : base(type)
    {
        Contracts.CheckParam(
            IsValidDataType(type), nameof(type), "Type is not valid, it must be Byte, UInt16, UInt32, or UInt64.");
        Contracts.CheckParam(
            count != 0 && count <= MaxCount(type),
            nameof(count),
            $"The cardinality of a KeyDataViewType must not exceed {type.Name}.MaxValue "
                + $"and must be strictly positive, but got {count}.");
        Count = count;
    }

    public KeyDataViewType(Type type, int count)
        : this(type, (ulong)count)
        => Contracts.CheckParam(count > 0, nameof(count), "The cardinality of a KeyDataViewType must be strictly positive.");

    public ulong Count { get; }

    public static bool IsValidDataType(Type type) => MaxCount(type) != 0;

    public override bool Equals(DataViewType? other)
        => ReferenceEquals(this, other) || (other is KeyDataViewType key && RawType == key.RawType && Count == key.Count);

    public override bool Equals(object? other) => other is DataViewType type && Equals(type);

    public override int GetHashCode() => HashCode.Combine(RawType, Count);

    public override string ToString() => $"Key<{RawType.Name}, 0-{Count - 1}>";

    private static ulong MaxCount(Type type)
        => type == typeof(byte) ? byte.MaxValue
            : type == typeof(ushort) ? ushort.MaxValue
            : type == typeof(uint) ? uint.MaxValue
            : type == typeof(ulong) ? ulong.MaxValue
            : 0;
}
