using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Reads the rows of a view on several threads. ML.NET decodes an image where its value is read, on the cursor that reads it:
/// so each thread has a cursor over all rows and reads every n-th block of them, and the getters of the other rows are not
/// called. The items come in the order of the rows, whatever the number of threads.
/// </summary>
internal static class ParallelRows
{
    // Items of a thread that wait: what is in memory does not grow with the view.
    private const int Waiting = 4;

    /// <summary>An item a row.</summary>
    /// <param name="view">The view. It must return the same rows to every cursor.</param>
    /// <param name="columns">The columns that are read.</param>
    /// <param name="workers">The number of threads; with one it is the caller's.</param>
    /// <param name="reader">
    /// Makes, for a cursor, the function that reads the row it stands on. Called on the caller's thread.
    /// </param>
    /// <param name="cancellation">Ends the reading.</param>
    public static IEnumerable<T> Read<T>(
        IDataView view,
        IReadOnlyList<DataViewSchema.Column> columns,
        int workers,
        Func<DataViewRow, Func<T>> reader,
        CancellationToken cancellation) =>
        Read(view, columns, new RowBlocks(workers), row => OfOneRow(reader(row)), cancellation);

    /// <summary>An item a block of rows.</summary>
    /// <param name="view">The view. It must return the same rows to every cursor.</param>
    /// <param name="columns">The columns that are read.</param>
    /// <param name="blocks">The blocks, and the threads that read them; a single one is the caller's.</param>
    /// <param name="reader">Makes, for a cursor, the function that reads a block. Called on the caller's thread.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">The cursors did not all have the same number of rows.</exception>
    public static IEnumerable<T> Read<T>(
        IDataView view,
        IReadOnlyList<DataViewSchema.Column> columns,
        RowBlocks blocks,
        Func<DataViewRow, BlockReader<T>> reader,
        CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lanes = new List<Lane<T>>();
        try
        {
            for (var k = 0; k < blocks.Workers; k++)
                lanes.Add(new Lane<T>(view.GetRowCursor(columns), reader, blocks, k, stop.Token));
            foreach (var item in lanes is [var only] ? only.Items() : InTurn(lanes))
                yield return item;
        }
        finally
        {
            stop.Cancel();
            lanes.ForEach(lane => lane.Dispose());
        }
    }

    /// <summary>A view that can be read but once would mix up rows in silence.</summary>
    public static InvalidOperationException OtherRows() => new(
        "the view returned other rows when it was read again, and it is read by several cursors at once: "
        + "it must return the same rows each time");

    private static IEnumerable<T> InTurn<T>(List<Lane<T>> lanes)
    {
        lanes.ForEach(lane => lane.Start());
        for (var k = 0; lanes[k].TryTake(out var item); k = (k + 1) % lanes.Count)
            yield return item;
        if (lanes.Any(lane => lane.TryTake(out _)) || lanes.Any(lane => lane.Rows != lanes[0].Rows))
            throw OtherRows();
    }

    private static BlockReader<T> OfOneRow<T>(Func<T> read) => (_, _) => read();

    /// <summary>A cursor, and the items that are made of its blocks.</summary>
    private sealed class Lane<T>(
        DataViewRowCursor cursor, Func<DataViewRow, BlockReader<T>> reader, RowBlocks blocks, int index, CancellationToken stop)
        : IDisposable
    {
        private readonly BlockReader<T> _read = reader(cursor);
        private Prefetch<T>? _ahead;
        private bool _ended;

        /// <summary>How many rows the cursor has come to.</summary>
        public long Rows { get; private set; }

        public IEnumerable<T> Items()
        {
            for (long block = index; ; block += blocks.Workers)
            {
                var first = blocks.Start + block * blocks.Size;
                if (!MoveTo(first))
                    yield break;
                var end = first + blocks.Size;
                yield return _read(first, () => Rows < end && Move());
            }
        }

        /// <summary>Makes the items ahead of their use, on a thread of their own.</summary>
        public void Start() => _ahead = new Prefetch<T>(Items(), Waiting);

        /// <summary>Waits for the next item; false after the last. A failure of the view is thrown here.</summary>
        public bool TryTake([MaybeNullWhen(false)] out T item) => _ahead!.TryTake(out item);

        public void Dispose()
        {
            _ahead?.Dispose();
            cursor.Dispose();
        }

        private bool MoveTo(long row)
        {
            while (Rows <= row)
            {
                if (!Move())
                    return false;
            }

            return true;
        }

        private bool Move()
        {
            stop.ThrowIfCancellationRequested();
            _ended = _ended || !cursor.MoveNext();
            Rows += _ended ? 0 : 1;
            return !_ended;
        }
    }
}
