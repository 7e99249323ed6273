using System.Runtime.InteropServices;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

internal delegate void ValueMapper<TSrc, TDst>(in TSrc src, ref TDst dst);

/// <summary>The standard conversions between column types.</summary>
internal static partial class Conversions
{
    private static readonly Dictionary<(Type, Type), Delegate> Mappers = MakeMappers();

    /// <summary>The conversion between two item types, or null if there is none.</summary>
    public static ValueMapper<TSrc, TDst>? Find<TSrc, TDst>(DataViewType source, DataViewType target)
        => (ValueMapper<TSrc, TDst>?)Find(source, target);

    public static Delegate? Find(DataViewType source, DataViewType target)
    {
        switch (source, target)
        {
            case (KeyDataViewType from, KeyDataViewType to) when from.Count != to.Count:
            case (KeyDataViewType key, not KeyDataViewType) when !CanHold(key, target.RawType):
            case (not KeyDataViewType and not TextDataViewType, KeyDataViewType):
                return null;
            case (TextDataViewType, KeyDataViewType key):
                return Generic.Bind<KeyDataViewType, Delegate>(MakeKeyParser<uint>, key.RawType)(key);
        }

        return Mappers.GetValueOrDefault((source.RawType, target.RawType));
    }

    /// <summary>A getter that converts a scalar column.</summary>
    public static ValueGetter<TDst> GetGetterAs<TDst>(PrimitiveDataViewType type, DataViewRow row, DataViewSchema.Column column)
        => (ValueGetter<TDst>)GetGetterAs(type, row, column);

    public static Delegate GetGetterAs(PrimitiveDataViewType type, DataViewRow row, DataViewSchema.Column column)
        => Generic.Bind<DataViewRow, DataViewSchema.Column, Delegate, Delegate>(
            Converting<int, int>, column.Type.RawType, type.RawType)(row, column, Require(column.Type, type));

    /// <summary>A getter that converts the items of a vector column.</summary>
    public static Delegate GetVecGetterAs(PrimitiveDataViewType type, DataViewRow row, DataViewSchema.Column column)
        => Generic.Bind<DataViewRow, DataViewSchema.Column, Delegate, Delegate>(
            ConvertingItems<int, int>, column.Type.GetItemType().RawType, type.RawType)(
            row, column, Require(column.Type.GetItemType(), type));

    private static Delegate Require(DataViewType source, DataViewType target)
        => Find(source, target) ?? throw Contracts.Except(null, $"No standard conversion from '{source}' to '{target}'");

    // A key fits a plain unsigned integer if the type, or at least the number of classes, is small enough.
    private static bool CanHold(KeyDataViewType key, Type target)
        => KeyDataViewType.IsValidDataType(target)
            && (Marshal.SizeOf(key.RawType) <= Marshal.SizeOf(target) || key.Count <= MaxValue(target));

    public static ulong MaxValue(Type type)
        => type == typeof(byte) ? byte.MaxValue
            : type == typeof(ushort) ? ushort.MaxValue
            : type == typeof(uint) ? uint.MaxValue
            : ulong.MaxValue;

    private static ValueGetter<TDst> Converting<TSrc, TDst>(DataViewRow row, DataViewSchema.Column column, Delegate mapper)
    {
        var getter = row.GetGetter<TSrc>(column);
        if (typeof(TSrc) == typeof(TDst))
            return (ValueGetter<TDst>)(Delegate)getter;
        var map = (ValueMapper<TSrc, TDst>)mapper;
        TSrc value = default!;
        return (ref TDst dst) =>
        {
            getter(ref value);
            map(in value, ref dst);
        };
    }

    private static ValueGetter<VBuffer<TDst>> ConvertingItems<TSrc, TDst>(
        DataViewRow row, DataViewSchema.Column column, Delegate mapper)
    {
        var getter = row.GetGetter<VBuffer<TSrc>>(column);
        if (typeof(TSrc) == typeof(TDst))
            return (ValueGetter<VBuffer<TDst>>)(Delegate)getter;
        var map = (ValueMapper<TSrc, TDst>)mapper;
        int size = column.Type.GetVectorSize();
        VBuffer<TSrc> source = default;
        return (ref VBuffer<TDst> dst) =>
        {
            getter(ref source);
            Contracts.Check(size == 0 || source.Length == size);
            var values = source.GetValues();
            var editor = VBufferEditor.Create(ref dst, source.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                map(in values[i], ref editor.Values[i]);
            source.GetIndices().CopyTo(editor.Indices);
            dst = editor.Commit();
        };
    }
}
