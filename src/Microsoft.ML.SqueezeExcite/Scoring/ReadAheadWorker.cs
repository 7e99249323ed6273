using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Reads and scores every n-th batch of a view, on a thread and with a cursor of its own. At most two batches wait to be taken.</summary>
internal sealed class ReadAheadWorker : IDisposable
{
    private const int Waiting = 2;

    private readonly ScoredView _view;
    private readonly OnnxScorer _scorer;
    private readonly int _batchSize;
    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<ScoredRows> _ready = new(Waiting);
    private readonly Task<long> _task;

    /// <summary>Starts to work.</summary>
    /// <param name="view">The view.</param>
    /// <param name="scorer">The session.</param>
    /// <param name="batchSize">Rows a batch.</param>
    /// <param name="start">The first row of the first batch of all.</param>
    /// <param name="index">The worker's number: its first batch.</param>
    /// <param name="count">The number of workers: the distance of its batches.</param>
    public ReadAheadWorker(ScoredView view, OnnxScorer scorer, int batchSize, long start, int index, int count)
    {
        (_view, _scorer, _batchSize) = (view, scorer, batchSize);
        _task = Task.Factory.StartNew(
            () => Run(start + (long)index * batchSize, (long)count * batchSize),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>The next batch, or false after the last. What went wrong with the reading or the scoring is thrown here.</summary>
    public bool TryTake([NotNullWhen(true)] out ScoredRows? rows)
    {
        if (_ready.TryTake(out rows, Timeout.Infinite))
            return true;
        _task.GetAwaiter().GetResult();
        return false;
    }

    /// <summary>Whether there are no more batches, and the worker's own cursor gave as many rows as this when it came to its end.</summary>
    public bool EndsAfter(long rows) => !TryTake(out _) && _task.GetAwaiter().GetResult() == rows;

    public void Stop() => _stop.Cancel();

    /// <summary>Ends the work, and waits for the batch that is being scored.</summary>
    public void Dispose()
    {
        Stop();
        ((IAsyncResult)_task).AsyncWaitHandle.WaitOne();
        _ = _task.Exception;
        _ready.Dispose();
        _stop.Dispose();
    }

    private long Run(long first, long distance)
    {
        try
        {
            return Score(first, distance);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return -1;
        }
        finally
        {
            _ready.CompleteAdding();
        }
    }

    /// <summary>Scores the worker's batches, and returns the number of rows that its cursor gave in all.</summary>
    private long Score(long first, long distance)
    {
        var description = new RowDescription(_view.Source.Schema);
        using var cursor = _view.Source.GetRowCursor([_view.Features, .. description.Texts]);
        var pixels = new RowPixels(_scorer.Shape, _view.Options.MaximumPixels);
        var reader = new ImageReader(_view.Features.Name, pixels.Reader(cursor, _view.Features), description.Describer(cursor));
        var images = new ImageScorer(_scorer, _batchSize, _view.Options.MirrorAveraging);
        long row = 0;
        for (; PassOver(cursor, ref row, first); first += distance)
        {
            var rows = new ScoredRows(first, _batchSize, _scorer.ClassCount);
            for (; rows.Count < _batchSize && !_stop.IsCancellationRequested && cursor.MoveNext(); row++)
                rows.Add(reader.Read(images.Row(rows.Count).Span));
            if (rows.Count == 0)
                break;
            images.Score(rows.Count, rows.Scores, rows.Classes);
            rows.MarkFaults();
            _ready.Add(rows, _stop.Token);
        }

        return row;
    }

    /// <summary>Moves the cursor over the other workers' rows; false where there are no more, or the work is to end.</summary>
    private bool PassOver(DataViewRowCursor cursor, ref long row, long first)
    {
        for (; row < first; row++)
        {
            if (_stop.IsCancellationRequested || !cursor.MoveNext())
                return false;
        }

        return true;
    }

    /// <summary>Reads a row's image; one that cannot be read leaves zeros, and a fault that names it.</summary>
    private sealed class ImageReader(string column, PixelWriter read, Func<string> describe)
    {
        public InvalidDataException? Read(Span<float> planar)
        {
            try
            {
                read(planar);
                return null;
            }
            catch (Exception e) when (ImageFault.Is(e))
            {
                planar.Clear();
                return new InvalidDataException($"{column}, {describe()}: the image cannot be read: {e.Message}", e);
            }
        }
    }
}
