namespace Microsoft.ML.Data;

/// <summary>Some of a view's columns, in any order.</summary>
internal sealed class SelectedDataView(IDataView source, int[] columns) : IDataView, IRowToRowMapper
{
    public DataViewSchema Schema { get; } = MakeSchema(source.Schema, columns);

    public DataViewSchema InputSchema => source.Schema;

    public DataViewSchema OutputSchema => Schema;

    public bool CanShuffle => source.CanShuffle;

    public static DataViewSchema MakeSchema(DataViewSchema input, int[] columns)
        => AnnotationUtils.MakeSchema(columns.Select(index => new DataViewSchema.DetachedColumn(input[index])));

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(
            this,
            source.GetRowCursor(GetDependencies(columnsNeeded), rand),
            RowCursorUtils.ActiveColumns(columnsNeeded, Schema));

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = RowCursorUtils.ActiveColumns(columnsNeeded, Schema);
        var inputs = source.GetRowCursorSet(GetDependencies(columnsNeeded), n, rand);
        return [.. inputs.Select(input => new Cursor(this, input, active))];
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => [.. dependingColumns.Select(Source).DistinctBy(column => column.Index).OrderBy(column => column.Index)];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new Row(this, input);

    private DataViewSchema.Column Source(DataViewSchema.Column column) => source.Schema[columns[column.Index]];

    private sealed class Row(SelectedDataView view, DataViewRow input) : DataViewRow
    {
        public override DataViewSchema Schema => view.Schema;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(view.Source(column));

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => input.GetGetter<TValue>(view.Source(column));

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
        }
    }

    private sealed class Cursor(SelectedDataView view, DataViewRowCursor input, bool[] active) : SynchronizedCursorBase(input)
    {
        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => Input.GetGetter<TValue>(view.Source(column));
    }
}
