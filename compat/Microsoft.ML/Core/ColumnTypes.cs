using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Questions about a column's type that every transform asks.</summary>
internal static class ColumnTypes
{
    public static DataViewType GetItemType(this DataViewType type) => (type as VectorDataViewType)?.ItemType ?? type;

    public static int GetVectorSize(this DataViewType type) => (type as VectorDataViewType)?.Size ?? 0;

    public static int GetValueCount(this DataViewType type) => (type as VectorDataViewType)?.Size ?? 1;

    public static bool IsKnownSizeVector(this DataViewType type) => type.GetVectorSize() > 0;

    public static ulong GetKeyCount(this DataViewType type) => (type as KeyDataViewType)?.Count ?? 0;

    public static int GetCountAsInt32(this KeyDataViewType key, IExceptionContext? context = null)
    {
        context.Check(key.Count <= int.MaxValue, "KeyDataViewType.Count exceeds int.MaxValue.");
        return (int)key.Count;
    }

    public static bool IsStandardScalar(this DataViewType type)
        => type is NumberDataViewType or TextDataViewType or BooleanDataViewType or RowIdDataViewType
            or TimeSpanDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType;

    /// <summary>The column type of a CLR type that a row class may use for one value.</summary>
    public static PrimitiveDataViewType PrimitiveTypeFromType(Type type)
        => TryPrimitiveTypeFromType(type)
            ?? throw new InvalidOperationException($"Bad type in ColumnTypeExtensions.NumberTypeFromType: {type}");

    public static PrimitiveDataViewType? TryPrimitiveTypeFromType(Type type)
        => type == typeof(string) ? TextDataViewType.Instance : Array.Find(AllPrimitives, known => known.RawType == type);

    public static PrimitiveDataViewType PrimitiveTypeFromKind(DataKind kind)
        => (uint)kind - 1 < (uint)AllPrimitives.Length
            ? AllPrimitives[(int)kind - 1]
            : throw new InvalidOperationException($"Bad data kind in ColumnTypeExtensions.NumberTypeFromKind: {kind}");

    /// <summary>DataKind numbers the primitive types, and a 16th that it does not show: the row identifier.</summary>
    public static DataKind KindOf(Type rawType)
        => (DataKind)(1 + Array.FindIndex(AllPrimitives, known => known.RawType == rawType));

    private static readonly PrimitiveDataViewType[] AllPrimitives =
    [
        NumberDataViewType.SByte, NumberDataViewType.Byte,
        NumberDataViewType.Int16, NumberDataViewType.UInt16,
        NumberDataViewType.Int32, NumberDataViewType.UInt32,
        NumberDataViewType.Int64, NumberDataViewType.UInt64,
        NumberDataViewType.Single, NumberDataViewType.Double,
        TextDataViewType.Instance, BooleanDataViewType.Instance, TimeSpanDataViewType.Instance,
        DateTimeDataViewType.Instance, DateTimeOffsetDataViewType.Instance, RowIdDataViewType.Instance,
    ];
}
