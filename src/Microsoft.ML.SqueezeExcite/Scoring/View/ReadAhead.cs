using System.Runtime.ExceptionServices;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The scores of a view's rows, read and scored ahead of their use: each thread reads a batch of rows and scores it by itself.
/// Threads share nothing but the session, and no row waits for another.
/// </summary>
internal sealed class ReadAhead : IDisposable
{
    private readonly IEnumerator<ScoredRows> _batches;
    private ScoredRows? _current;
    private ExceptionDispatchInfo? _failure;
    private long _last = -1;

    /// <summary>Prepares to read.</summary>
    /// <param name="view">The view.</param>
    /// <param name="start">The first row that is wanted.</param>
    public ReadAhead(ScoredView view, long start)
    {
        var scorer = view.Scorer();
        var size = view.Options.BatchSizeFor(scorer.Shape);
        var batches = view.GetRowCount() is { } rows ? (rows - start + size - 1) / size : long.MaxValue;
        var blocks = new RowBlocks((int)Math.Clamp(batches, 1, view.Options.ThreadCount), size, start);
        var images = new ImageRows(view.Source.Schema, view.Features, view.Options.MaximumPixels);
        _batches = ParallelRows.Read(view.Source, images.Columns, blocks, Scorer, CancellationToken.None).GetEnumerator();

        BlockReader<ScoredRows> Scorer(DataViewRow row)
        {
            var read = images.Reader(row);
            var batch = new ImageScorer(scorer, size, view.Options.MirrorAveraging);
            return (first, next) => Score(read, batch, new ScoredRows(first, size, scorer.ClassCount), next);
        }
    }

    /// <summary>The scored rows that hold a row. Rows are asked for in their order; some may be left out.</summary>
    public ScoredRows Read(long row)
    {
        _last = row;
        while (_current?.Covers(row) is not true)
            _current = MoveNext() ? _batches.Current : throw ParallelRows.OtherRows();
        return _current;
    }

    /// <summary>Checks that the workers' cursors ended where the view's does.</summary>
    /// <param name="row">The view's last row.</param>
    public void CheckEnd(long row)
    {
        if (row == _last && (_current?.Covers(row + 1) is true || MoveNext()))
            throw ParallelRows.OtherRows();
    }

    public void Dispose() => _batches.Dispose();

    // What failed once fails again in the same words: a sequence that has thrown seems to have ended.
    private bool MoveNext()
    {
        _failure?.Throw();
        try
        {
            return _batches.MoveNext();
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }

    private static ScoredRows Score(ImageReader read, ImageScorer batch, ScoredRows rows, Func<bool> next)
    {
        do
            rows.Add(read(batch.Row(rows.Count).Span).Fault);
        while (next());
        batch.Score(rows.Count, rows.Scores, rows.Classes);
        rows.MarkFaults();
        return rows;
    }
}
