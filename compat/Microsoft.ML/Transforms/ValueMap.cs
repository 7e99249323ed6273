using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>A dictionary from one column's values to another's.</summary>
internal abstract class ValueMap
{
    public static ValueMap Learn<TKey, TValue>(IDataView lookup, DataViewSchema.Column key, DataViewSchema.Column value)
        where TKey : notnull
        => new ValueMap<TKey, TValue>(lookup, key, value);

    public abstract Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column);
}

internal sealed class ValueMap<TKey, TValue> : ValueMap
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _values = new(ValueEquality.For<TKey>());
    private readonly Copier<TValue> _copy = VectorCopy.For<TValue>();
    private readonly TValue _missing = default!;

    public ValueMap(IDataView lookup, DataViewSchema.Column keyColumn, DataViewSchema.Column valueColumn)
    {
        // An unknown value maps to what an empty text would be read as.
        if (valueColumn.Type is not VectorDataViewType)
        {
            var parse = Conversions.Find<ReadOnlyMemory<char>, TValue>(TextDataViewType.Instance, valueColumn.Type);
            parse?.Invoke(default, ref _missing);
        }

        using var cursor = lookup.GetRowCursor(keyColumn, valueColumn);
        var getKey = cursor.GetGetter<TKey>(keyColumn);
        var getValue = cursor.GetGetter<TValue>(valueColumn);
        while (cursor.MoveNext())
        {
            TKey key = default!;
            TValue value = default!; // its own buffer: the dictionary keeps it
            getKey(ref key);
            getValue(ref value);
            Contracts.Check(_values.TryAdd(key, value), $"Duplicate keys in data '{key}'");
        }
    }

    public override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is not VectorDataViewType)
            return ItemMapping.Scalar<TKey, TValue>(row, column, Map);
        TValue ofDefault = default!;
        Map(default(TKey)!, ref ofDefault);
        return ItemMapping.Vector<TKey, TValue>(row, column, Map, ofDefault);
    }

    private void Map(in TKey key, ref TValue value)
    {
        if (_values.TryGetValue(key, out var found))
            _copy(in found, ref value);
        else
            value = _missing;
    }
}
