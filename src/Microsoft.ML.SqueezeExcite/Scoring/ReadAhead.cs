namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Scores a view's rows ahead of their use. ML.NET decodes an image where its value is read, on the cursor that reads it: so each worker has a cursor
/// over all rows, and reads and scores every n-th batch. Workers share nothing but the session, and no row waits for another.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    private readonly ReadAheadWorker[] _workers;
    private readonly int _batchSize;
    private readonly long _start;
    private ScoredRows? _current;
    private long _next;
    private long _last = -1;

    /// <summary>Starts the workers.</summary>
    /// <param name="view">The view.</param>
    /// <param name="start">The first row that is wanted.</param>
    public ReadAhead(ScoredView view, long start)
    {
        var scorer = view.Scorer();
        _start = start;
        _batchSize = view.Options.BatchSizeFor(scorer.Shape);
        var batches = view.GetRowCount() is { } rows ? (rows - start + _batchSize - 1) / _batchSize : long.MaxValue;
        var count = (int)Math.Clamp(batches, 1, view.Options.ThreadCount);
        _workers = [.. Enumerable.Range(0, count).Select(index => new ReadAheadWorker(view, scorer, _batchSize, start, index, count))];
    }

    /// <summary>The scored rows that hold a row. Rows are asked for in their order; some may be left out.</summary>
    public ScoredRows Read(long row)
    {
        _last = row;
        if (_current is { } current && current.Covers(row))
            return current;
        for (var batch = (row - _start) / _batchSize; _next <= batch; _next++)
            _current = _workers[_next % _workers.Length].TryTake(out var rows) ? rows : throw OtherRows();
        return _current!.Covers(row)
            ? _current
            : throw OtherRows();
    }

    /// <summary>Checks that every worker's cursor ended where the view's does. A view that can be read but once would mix up rows in silence.</summary>
    /// <param name="row">The view's last row.</param>
    public void CheckEnd(long row)
    {
        if (row == _last && !_workers.All(worker => worker.EndsAfter(row + 1)))
            throw OtherRows();
    }

    private static InvalidOperationException OtherRows() =>
        new("the view gave other rows when it was read again, and scoring reads ahead: a view must give the same rows each time");

    public void Dispose()
    {
        foreach (var worker in _workers)
            worker.Stop();
        foreach (var worker in _workers)
            worker.Dispose();
    }
}
