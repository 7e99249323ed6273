using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view over arrays, one a column.</summary>
internal sealed class ArrayDataView : IDataView
{
    private readonly List<(DataViewSchema.DetachedColumn Column, Func<Func<int>, Delegate> MakeGetter)> _columns = [];
    private DataViewSchema? _schema;
    private int _rowCount;

    public DataViewSchema Schema => _schema ??= AnnotationUtils.MakeSchema(_columns.Select(column => column.Column));

    public bool CanShuffle => true;

    public ArrayDataView Add<T>(string name, DataViewType type, T[] values, DataViewSchema.Annotations? annotations = null)
    {
        _rowCount = values.Length;
        _columns.Add((new DataViewSchema.DetachedColumn(name, type, annotations), row =>
        {
            var copy = VectorCopy.For<T>();
            return (ValueGetter<T>)((ref T dst) => copy(in values[row()], ref dst));
        }
        ));
        return this;
    }

    public long? GetRowCount() => _rowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        int[] order = [.. Enumerable.Range(0, _rowCount)];
        if (rand != null)
            RandomOrder.Shuffle<int>(rand, order);
        return new Cursor(this, RowCursorUtils.ActiveColumns(columnsNeeded, Schema), order);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(ArrayDataView view, bool[] active, int[] order) : RootCursorBase
    {
        public override DataViewSchema Schema => view.Schema;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return RowCursorUtils.Cast<TValue>(view._columns[column.Index].MakeGetter(RequireRow));
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new DataViewRowId((ulong)RequireRow(), 0);

        protected override bool MoveNextCore() => Position + 1 < order.Length;

        private int RequireRow()
        {
            Contracts.Check(IsGood, RowCursorUtils.FetchValueStateError);
            return order[Position];
        }
    }
}
