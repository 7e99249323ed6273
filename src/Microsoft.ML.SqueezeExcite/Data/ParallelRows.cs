using System.Collections.Concurrent;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Reads the rows of a view on several threads. Each has a cursor of its own and reads every n-th row: what a row costs is paid in its getters, and those of
/// the rows of others are not called. The items come in the order of the rows, whatever the number of threads.
/// </summary>
internal static class ParallelRows
{
    // Items of a thread that wait: what is in memory does not grow with the view.
    private const int Waiting = 4;

    /// <summary>An item a row.</summary>
    /// <param name="view">The view. It must give the same rows to every cursor.</param>
    /// <param name="columns">The columns that are read.</param>
    /// <param name="workers">The number of threads; with one it is the caller's.</param>
    /// <param name="reader">Makes, for a cursor, the function that reads the row it stands on. Called on the caller's thread.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static IEnumerable<T> Read<T>(
        IDataView view,
        IReadOnlyList<DataViewSchema.Column> columns,
        int workers,
        Func<DataViewRow, Func<T>> reader,
        CancellationToken cancellation) =>
        workers == 1 ? InTurn(view, columns, reader, cancellation) : AtOnce(view, columns, workers, reader, cancellation);

    private static IEnumerable<T> InTurn<T>(
        IDataView view, IReadOnlyList<DataViewSchema.Column> columns, Func<DataViewRow, Func<T>> reader, CancellationToken cancellation)
    {
        using var cursor = view.GetRowCursor(columns);
        var read = reader(cursor);
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            yield return read();
        }
    }

    private static IEnumerable<T> AtOnce<T>(
        IDataView view, IReadOnlyList<DataViewSchema.Column> columns, int workers, Func<DataViewRow, Func<T>> reader, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var lanes = new List<Lane<T>>();
        try
        {
            for (var k = 0; k < workers; k++)
                lanes.Add(new Lane<T>(view.GetRowCursor(columns), reader, (k, workers), stop.Token));
            foreach (var lane in lanes)
                lane.Start();
            var row = 0L;
            for (; lanes[(int)(row % workers)].TryTake(out var item); row++)
                yield return item!;
            if (lanes.Any(lane => lane.TryTake(out _)))
                throw new InvalidOperationException($"the data view gives other rows each time it is read: once {row}, once more");
            cancellation.ThrowIfCancellationRequested();
        }
        finally
        {
            stop.Cancel();
            foreach (var lane in lanes)
                lane.Dispose();
        }
    }

    /// <summary>A thread's cursor, and what it has read.</summary>
    private sealed class Lane<T>(
        DataViewRowCursor cursor, Func<DataViewRow, Func<T>> reader, (int First, int Every) rows, CancellationToken stop) : IDisposable
    {
        private readonly BlockingCollection<T> _read = new(Waiting);
        private readonly Func<T> _reader = reader(cursor);
        private Task _work = Task.CompletedTask;

        public void Start() =>
            _work = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        /// <summary>Waits for the next item; false after the last. A failure of the view is thrown here.</summary>
        public bool TryTake(out T? item)
        {
            if (_read.TryTake(out item, Timeout.Infinite, CancellationToken.None))
                return true;
            _work.GetAwaiter().GetResult();
            return false;
        }

        public void Dispose()
        {
            ((IAsyncResult)_work).AsyncWaitHandle.WaitOne();
            cursor.Dispose();
            _read.Dispose();
        }

        private void Work()
        {
            try
            {
                for (var row = 0L; cursor.MoveNext(); row++)
                {
                    stop.ThrowIfCancellationRequested();
                    if (row % rows.Every == rows.First)
                        _read.Add(_reader(), stop);
                }
            }
            finally
            {
                _read.CompleteAdding();
            }
        }
    }
}
