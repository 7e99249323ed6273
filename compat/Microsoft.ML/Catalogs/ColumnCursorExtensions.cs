using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
        => GetColumn<T>(data, data.Schema[columnName]);

    /// <summary>A column's values: as they are, texts as strings, vectors as dense arrays.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Contracts.CheckValue(data);
        Contracts.CheckNonEmpty(null, column.Name, nameof(column));
        var found = data.Schema[column.Index];
        Contracts.CheckParam(
            found.Name == column.Name && found.Type == column.Type,
            nameof(column),
            $"column with name {column.Name}, type {column.Type}, and index {column.Index} cannot be found in {nameof(data)}");

        if (column.Type.RawType == typeof(T))
            return Values<T, T>(data, column, value => value);
        if (typeof(T) == typeof(string) && column.Type is TextDataViewType)
            return (IEnumerable<T>)Values<ReadOnlyMemory<char>, string>(data, column, text => text.ToString());
        if (typeof(T).IsArray && column.Type is not VectorDataViewType)
        {
            throw Contracts.ExceptParam(
                null,
                nameof(column),
                $"Cannot load vector type, {column.Type}, specified in {nameof(column)} to the user-defined type, {typeof(T)}.");
        }

        if (typeof(T) == typeof(string[]) && column.Type.GetItemType() is TextDataViewType)
        {
            return (IEnumerable<T>)Values<VBuffer<ReadOnlyMemory<char>>, string[]>(
                data, column, texts => [.. texts.DenseValues().Select(text => text.ToString())]);
        }

        if (typeof(T).IsArray && typeof(T).GetElementType() == column.Type.GetItemType().RawType)
        {
            return (IEnumerable<T>)Generic.Bind<IDataView, DataViewSchema.Column, object>(
                Arrays<int>, column.Type.GetItemType().RawType)(data, column);
        }

        throw Contracts.ExceptParam(
            null,
            nameof(column),
            $"Cannot map column (name: {column.Name}, type: {column.Type}) in {nameof(data)} "
                + $"to the user-defined type, {typeof(T)}.");
    }

    private static IEnumerable<T[]> Arrays<T>(IDataView data, DataViewSchema.Column column)
        => Values<VBuffer<T>, T[]>(data, column, vector =>
        {
            var array = new T[vector.Length];
            vector.CopyTo(array);
            return array;
        });

    private static IEnumerable<TOut> Values<T, TOut>(IDataView data, DataViewSchema.Column column, Func<T, TOut> convert)
    {
        using var cursor = data.GetRowCursor(column);
        var getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            T value = default!; // its own buffer: the caller may keep it
            getter(ref value);
            yield return convert(value);
        }
    }
}
