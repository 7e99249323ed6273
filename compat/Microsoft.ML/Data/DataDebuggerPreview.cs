using System.Collections.Immutable;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>The first rows of a view as objects, to look at.</summary>
public sealed class DataDebuggerPreview
{
    internal const int DefaultMaxRows = 100;

    internal DataDebuggerPreview(IDataView data, int maxRows)
    {
        Contracts.CheckValue(data);
        Contracts.CheckParam(maxRows >= 0, nameof(maxRows));
        Schema = data.Schema;
        var rows = new List<RowInfo>();
        using (var cursor = data.GetRowCursorForAllColumns())
        {
            Func<object>[] getters = [.. Schema.Select(column =>
                Generic.Bind<DataViewRow, DataViewSchema.Column, Func<object>>(Boxed<int>, column.Type.RawType)(cursor, column))];
            while (rows.Count < maxRows && cursor.MoveNext())
                rows.Add(new RowInfo([.. Schema.Select(column => KeyValuePair.Create(column.Name, getters[column.Index]()))]));
        }

        RowView = [.. rows];
        ColumnView = [.. Schema.Select(column =>
            new ColumnInfo(column, [.. rows.Select(row => row.Values[column.Index].Value)]))];
    }

    public DataViewSchema Schema { get; }

    public ImmutableArray<ColumnInfo> ColumnView { get; }

    public ImmutableArray<RowInfo> RowView { get; }

    public override string ToString() => $"{Schema.Count} columns, {RowView.Length} rows";

    private static Func<object> Boxed<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return value!;
        };
    }

    public sealed class RowInfo
    {
        internal RowInfo(KeyValuePair<string, object>[] values) => Values = values;

        public KeyValuePair<string, object>[] Values { get; }

        public override string ToString() => $"{Values.Length} columns";
    }

    public sealed class ColumnInfo
    {
        internal ColumnInfo(DataViewSchema.Column column, object[] values)
        {
            Column = column;
            Values = values;
        }

        public DataViewSchema.Column Column { get; }

        public object[] Values { get; }

        public override string ToString() => $"{Column.Name}: {Column.Type}";
    }
}
