using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>
/// Keeps the columns of a view in memory, each from the first time it is asked for. Columns that are neither primitive nor
/// vectors of primitives, such as images, are not among its columns.
/// </summary>
internal sealed class CacheDataView : IDataView
{
    private readonly IDataView _source;
    private readonly DataViewSchema.Column[] _sourceColumns;
    private readonly ColumnCache?[] _caches;
    private readonly Lock _gate = new();
    private int? _rowCount;

    public CacheDataView(IHostEnvironment env, IDataView source, IEnumerable<int> prefetch)
    {
        _source = source;
        foreach (int index in prefetch)
        {
            var column = source.Schema[index];
            env.Check(
                IsCacheable(column.Type),
                $"Asked to prefetch column '{column.Name}' into cache, but it is of unhandled type '{column.Type}'");
        }

        _sourceColumns = [.. source.Schema.Where(column => IsCacheable(column.Type))];
        _caches = new ColumnCache?[_sourceColumns.Length];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_sourceColumns);
        Schema = builder.ToSchema();
        if (prefetch.Any())
            Fill([.. Schema.Where(column => prefetch.Contains(_sourceColumns[column.Index].Index)).Select(c => c.Index)]);
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public long? GetRowCount() => _rowCount ?? _source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
        => MakeCursors(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
        => MakeCursors(columnsNeeded, Math.Max(1, n), rand);

    public static bool IsCacheable(DataViewType type) => type is PrimitiveDataViewType or VectorDataViewType;

    private DataViewRowCursor[] MakeCursors(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand)
    {
        bool[] active = RowCursorUtils.ActiveColumns(columnsNeeded, Schema);
        int count = Fill([.. active.Index().Where(column => column.Item).Select(column => column.Index)]);
        int[] order = [.. Enumerable.Range(0, count)];
        if (rand != null)
            RandomOrder.Shuffle<int>(rand, order);
        var batches = new Batches(count);
        return [.. Enumerable.Range(0, n).Select(_ => new Cursor(this, active, order, batches))];
    }

    // One pass for all the columns that are not there yet.
    private int Fill(int[] columns)
    {
        lock (_gate)
        {
            int[] missing = [.. columns.Where(column => _caches[column] == null)];
            if (missing.Length == 0 && _rowCount is int known)
                return known;
            using var cursor = _source.GetRowCursor(missing.Select(column => _sourceColumns[column]));
            var caches = Array.ConvertAll(missing, column => ColumnCache.Create(cursor, _sourceColumns[column]));
            int count = 0;
            for (; cursor.MoveNext(); count++)
            {
                foreach (var cache in caches)
                    cache.Append();
            }

            foreach (var (column, cache) in missing.Zip(caches))
                _caches[column] = cache;
            _rowCount = count;
            return count;
        }
    }

    private abstract class ColumnCache
    {
        public static ColumnCache Create(DataViewRowCursor cursor, DataViewSchema.Column column)
        {
            var create = Generic.Bind<DataViewRowCursor, DataViewSchema.Column, ColumnCache>(
                Create<int>, column.Type.RawType);
            return create(cursor, column);
        }

        public abstract void Append();

        public abstract Delegate MakeGetter(Func<int> row);

        private static ColumnCache<T> Create<T>(DataViewRowCursor cursor, DataViewSchema.Column column)
            => new(cursor.GetGetter<T>(column));
    }

    private sealed class ColumnCache<T>(ValueGetter<T> getter) : ColumnCache
    {
        private readonly List<T> _values = [];

        public override void Append()
        {
            T value = default!; // its own buffer: the cache keeps it
            getter(ref value);
            _values.Add(value);
        }

        public override Delegate MakeGetter(Func<int> row)
        {
            var copy = VectorCopy.For<T>();
            return (ValueGetter<T>)((ref T value) => copy(_values[row()], ref value));
        }
    }

    /// <summary>Deals rows out to the cursors of a set, a batch at a time.</summary>
    private sealed class Batches(int count)
    {
        private const int Size = 64;

        private int _next = -1;

        public (int Batch, int From, int To) Take()
        {
            int batch = Interlocked.Increment(ref _next);
            return (batch, (int)Math.Min((long)batch * Size, count), (int)Math.Min((batch + 1L) * Size, count));
        }
    }

    private sealed class Cursor(CacheDataView view, bool[] active, int[] order, Batches batches) : RootCursorBase
    {
        private int _batch;
        private int _index = -1;
        private int _end;

        public override DataViewSchema Schema => view.Schema;

        public override long Batch => _batch;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Contracts.CheckParam(IsColumnActive(column), nameof(column), "requested column not active");
            return RowCursorUtils.Cast<TValue>(view._caches[column.Index]!.MakeGetter(RequireRow));
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId id) => id = new DataViewRowId((ulong)RequireRow(), 0);

        protected override bool MoveNextCore()
        {
            if (++_index >= _end)
                (_batch, _index, _end) = batches.Take();
            return _index < _end;
        }

        private int RequireRow()
        {
            Contracts.Check(IsGood, RowCursorUtils.FetchValueStateError);
            return order[_index];
        }
    }
}
