using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view over row objects; each cursor enumerates them anew.</summary>
internal sealed class EnumerableDataView<TRow> : IDataView where TRow : class
{
    private readonly IEnumerable<TRow> _rows;
    private readonly RowMember[] _members;

    public EnumerableDataView(IEnumerable<TRow> rows, SchemaDefinition? definition)
    {
        _rows = rows;
        _members = RowMember.Bind(
            typeof(TRow), definition ?? SchemaDefinition.Create(typeof(TRow), SchemaDefinition.Direction.Read));
        Schema = RowMember.MakeSchema(_members);
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => false;

    public long? GetRowCount() => (_rows as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => new Cursor(this, RowCursorUtils.ActiveColumns(columnsNeeded, Schema));

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursorBase
    {
        private readonly EnumerableDataView<TRow> _view;
        private readonly CurrentRow<TRow> _current = new();
        private readonly Delegate?[] _getters;
        private readonly IEnumerator<TRow> _rows;

        public Cursor(EnumerableDataView<TRow> view, bool[] active)
        {
            _view = view;
            _getters = [.. view._members.Select((member, i) =>
                active[i] ? RowReader<TRow>.MakeGetter(member, _current) : null)];
            _rows = view._rows.GetEnumerator();
        }

        public override DataViewSchema Schema => _view.Schema;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            Contracts.Check(column.Index < _getters.Length, $"Column index must be between 0 and {_getters.Length}");
            return _getters[column.Index] != null;
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return RowCursorUtils.Cast<TValue>(_getters[column.Index]!);
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) =>
            {
                Contracts.Check(IsGood, RowCursorUtils.FetchValueStateError);
                id = new DataViewRowId((ulong)Position, 0);
            };

        protected override bool MoveNextCore()
        {
            if (!_rows.MoveNext())
                return false;
            _current.Value = _rows.Current
                ?? throw Contracts.Except(null, "Encountered null when iterating over data, this is not supported.");
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _current.Value = null;
                _rows.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
