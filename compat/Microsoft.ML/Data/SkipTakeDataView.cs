namespace Microsoft.ML.Data;

/// <summary>The rows of a view after the first so many, up to so many. Never shuffled: which rows would it be?</summary>
internal sealed class SkipTakeDataView(IDataView source, long skip, long take) : IDataView
{
    public DataViewSchema Schema => source.Schema;

    public bool CanShuffle => false;

    public long? GetRowCount()
        => take == 0 ? 0 : source.GetRowCount() is long count ? Math.Clamp(count - skip, 0, take) : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(source.GetRowCursor(columnsNeeded), skip, take);

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded)];

    private sealed class Cursor(DataViewRowCursor input, long skip, long take) : LinkedRootCursorBase(input)
    {
        private long _toSkip = skip;

        public override long Batch => 0;

        protected override bool MoveNextCore()
        {
            if (Position + 1 >= take)
                return false;
            for (; _toSkip > 0; _toSkip--)
            {
                if (!Input.MoveNext())
                    return false;
            }

            return Input.MoveNext();
        }
    }
}
