using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A view with the columns of a <see cref="RowMapper"/> added, computed as rows are read.</summary>
internal sealed class MappedDataView : IDataView, IRowToRowMapper
{
    private readonly IHost _host;
    private readonly IDataView _source;
    private readonly RowMapper _mapper;
    private readonly ColumnBindings _bindings;
    private readonly bool _needsOrder;

    public MappedDataView(IHost host, IDataView source, RowMapper mapper, bool needsOrder = false)
    {
        _host = host;
        _source = source;
        _mapper = mapper;
        _needsOrder = needsOrder;
        _bindings = new ColumnBindings(source.Schema, mapper.OutputColumns);
    }

    public DataViewSchema Schema => _bindings.Schema;

    public DataViewSchema InputSchema => _source.Schema;

    public DataViewSchema OutputSchema => Schema;

    public bool CanShuffle => !_needsOrder && _source.CanShuffle;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = RowCursorUtils.ActiveColumns(columnsNeeded, Schema);
        return new Cursor(this, _source.GetRowCursor(_bindings.Dependencies(active, _mapper), CanShuffle ? rand : null), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = RowCursorUtils.ActiveColumns(columnsNeeded, Schema);
        if (_needsOrder)
            return [GetRowCursor(columnsNeeded)];
        var inputs = _source.GetRowCursorSet(_bindings.Dependencies(active, _mapper), n, CanShuffle ? rand : null);
        return [.. inputs.Select(input => new Cursor(this, input, active))];
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => _bindings.Dependencies(RowCursorUtils.ActiveColumns(dependingColumns, Schema), _mapper);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _host.CheckValue(input, nameof(input));
        _host.CheckValue(activeColumns, nameof(activeColumns));
        _host.Check(input.Schema == InputSchema, "Schema of input row must be the same as the schema the mapper is bound to");
        return new Row(this, input, RowCursorUtils.ActiveColumns(activeColumns, Schema));
    }

    private Delegate?[] CreateGetters(DataViewRow input, bool[] active, out Action? disposer)
        => _mapper.CreateGetters(input, _bindings.ActiveAdded(active), out disposer);

    private ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column, DataViewRow input, Delegate?[] getters)
        => _bindings.IsAdded(column, out int index)
            ? RowCursorUtils.Cast<TValue>(getters[index] ?? throw _host.Except($"Column '{column.Name}' is not active"))
            : input.GetGetter<TValue>(InputSchema[index]);

    private sealed class Row : DataViewRow
    {
        private readonly MappedDataView _view;
        private readonly DataViewRow _input;
        private readonly Delegate?[] _getters;
        private Action? _disposer;

        public Row(MappedDataView view, DataViewRow input, bool[] active)
        {
            _view = view;
            _input = input;
            _getters = view.CreateGetters(input, active, out _disposer);
        }

        public override DataViewSchema Schema => _view.Schema;

        public override long Position => _input.Position;

        public override long Batch => _input.Batch;

        public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column)
            => _view._bindings.IsAdded(column, out int index)
                ? _getters[index] != null
                : _input.IsColumnActive(_view.InputSchema[index]);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => _view.GetGetter<TValue>(column, _input, _getters);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                Interlocked.Exchange(ref _disposer, null)?.Invoke();
                _input.Dispose();
            }
        }
    }

    private sealed class Cursor : SynchronizedCursorBase
    {
        private readonly MappedDataView _view;
        private readonly bool[] _active;
        private readonly Delegate?[] _getters;
        private Action? _disposer;

        public Cursor(MappedDataView view, DataViewRowCursor input, bool[] active)
            : base(input)
        {
            _view = view;
            _active = active;
            _getters = view.CreateGetters(input, active, out _disposer);
        }

        public override DataViewSchema Schema => _view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column)
        {
            _view._host.Check(column.Index < _active.Length);
            return _active[column.Index];
        }

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            _view._host.Check(IsColumnActive(column));
            return _view.GetGetter<TValue>(column, Input, _getters);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Interlocked.Exchange(ref _disposer, null)?.Invoke();
            base.Dispose(disposing);
        }
    }
}
