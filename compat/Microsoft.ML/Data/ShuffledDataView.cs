using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// The rows of a view in a random order, drawn from a pool that is kept full. Columns that cannot be kept in a pool, such as
/// images, are not among its columns.
/// </summary>
internal sealed class ShuffledDataView : IDataView
{
    private readonly IDataView _source;
    private readonly int _poolRows;
    private readonly bool _shuffleSource;
    private readonly int _seed;

    public ShuffledDataView(IHostEnvironment env, IDataView source, int poolRows, bool shuffleSource, int? seed)
    {
        int[] cacheable = [.. source.Schema
            .Where(column => CacheDataView.IsCacheable(column.Type))
            .Select(column => column.Index)];
        _source = cacheable.Length == source.Schema.Count ? source : new SelectedDataView(source, cacheable);
        _poolRows = poolRows;
        _shuffleSource = shuffleSource;
        _seed = seed ?? ((TauswortheHybrid)env.Register("Shuffle").Rand).NextSigned();
    }

    public DataViewSchema Schema => _source.Schema;

    public bool CanShuffle => true;

    public long? GetRowCount() => _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var random = rand ?? new TauswortheHybrid((uint)_seed);
        var input = _source.GetRowCursor(columnsNeeded, _shuffleSource ? new TauswortheHybrid(random) : null);
        return _poolRows == 1 ? input : new Cursor(input, _poolRows, random);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : LinkedRootCursorBase
    {
        private readonly Random _random;
        private readonly Slots?[] _columns;
        private readonly Slots<DataViewRowId> _ids;

        // A ring of the pool's slots: those in use come first, from _head on.
        private readonly int[] _slots;
        private int _head;
        private int _inUse;
        private bool _isExhausted;

        public Cursor(DataViewRowCursor input, int poolRows, Random random)
            : base(input)
        {
            _random = random;
            _slots = [.. Enumerable.Range(0, poolRows)];
            _ids = new Slots<DataViewRowId>(input.GetIdGetter(), poolRows);
            _columns = [.. input.Schema.Select(column => input.IsColumnActive(column)
                ? Generic.Bind<DataViewRow, DataViewSchema.Column, int, Slots>(Slots.Make<int>, column.Type.RawType)(
                    input, column, poolRows)
                : null)];
        }

        public override long Batch => 0;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return RowCursorUtils.Cast<TValue>(_columns[column.Index]!.MakeGetter(CurrentSlot));
        }

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ValueGetter<DataViewRowId>)_ids.MakeGetter(CurrentSlot);

        protected override bool MoveNextCore()
        {
            if (IsGood)
            {
                _head = (_head + 1) % _slots.Length;
                _inUse--;
            }

            while (_inUse < _slots.Length && !_isExhausted)
                Fill();
            if (_inUse == 0)
                return false;
            int drawn = (_random.Next(_inUse) + _head) % _slots.Length;
            (_slots[_head], _slots[drawn]) = (_slots[drawn], _slots[_head]);
            return true;
        }

        private void Fill()
        {
            _isExhausted = !Input.MoveNext();
            if (_isExhausted)
                return;
            int slot = _slots[(_head + _inUse++) % _slots.Length];
            _ids.Fill(slot);
            foreach (var column in _columns)
                column?.Fill(slot);
        }

        private int CurrentSlot()
        {
            Contracts.Check(IsGood, RowCursorUtils.FetchValueStateError);
            return _slots[_head];
        }
    }

    private abstract class Slots
    {
        public static Slots Make<T>(DataViewRow row, DataViewSchema.Column column, int count)
            => new Slots<T>(row.GetGetter<T>(column), count);

        public abstract void Fill(int slot);

        public abstract Delegate MakeGetter(Func<int> slot);
    }

    private sealed class Slots<T>(ValueGetter<T> getter, int count) : Slots
    {
        private readonly T[] _values = new T[count];

        public override void Fill(int slot) => getter(ref _values[slot]);

        public override Delegate MakeGetter(Func<int> slot)
        {
            var copy = VectorCopy.For<T>();
            return (ValueGetter<T>)((ref T value) => copy(in _values[slot()], ref value));
        }
    }
}
