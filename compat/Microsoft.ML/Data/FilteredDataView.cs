namespace Microsoft.ML.Data;

/// <summary>The rows of a view that a predicate on one column accepts.</summary>
internal sealed class FilteredDataView(
    IDataView source, DataViewSchema.Column column, Func<DataViewRow, DataViewSchema.Column, Func<bool>> makePredicate)
    : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = RowCursorUtils.ActiveColumns(columnsNeeded, Schema);
        return MakeCursor(source.GetRowCursor(WithFilter(active), CanShuffle ? rand : null), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = RowCursorUtils.ActiveColumns(columnsNeeded, Schema);
        var inputs = source.GetRowCursorSet(WithFilter(active), n, CanShuffle ? rand : null);
        return [.. inputs.Select(input => MakeCursor(input, active))];
    }

    private IEnumerable<DataViewSchema.Column> WithFilter(bool[] active)
        => Schema.Where(c => active[c.Index] || c.Index == column.Index);

    private Cursor MakeCursor(DataViewRowCursor input, bool[] active) => new(input, active, makePredicate(input, column));

    private sealed class Cursor(DataViewRowCursor input, bool[] active, Func<bool> accept) : LinkedRootCursorBase(input)
    {
        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        protected override bool MoveNextCore()
        {
            while (Input.MoveNext())
            {
                if (accept())
                    return true;
            }

            return false;
        }
    }
}
