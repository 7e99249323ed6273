namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A view with the scores of its source's images, of the stock chain's schema. Nothing is read or scored before a score is asked for; from then on
/// workers read ahead and score in batches.
/// </summary>
internal sealed class ScoredView : IDataView
{
    private readonly int[] _sources;
    private readonly string _featureColumn;

    /// <summary>Makes the view.</summary>
    /// <param name="source">The view with the images.</param>
    /// <param name="columns">The columns, and where each comes from.</param>
    /// <param name="featureColumn">The column of the images.</param>
    /// <param name="scorer">Opens the session, at the latest when a score is asked for.</param>
    /// <param name="options">How to score.</param>
    public ScoredView(IDataView source, ScoredColumns columns, string featureColumn, Func<OnnxScorer> scorer, SeNetScoringOptions options)
    {
        Source = source;
        Schema = columns.Schema;
        _sources = columns.Sources;
        _featureColumn = featureColumn;
        Scorer = scorer;
        Options = options;
    }

    public DataViewSchema Schema { get; }

    // A cursor's workers must all see one order.
    public bool CanShuffle => false;

    public IDataView Source { get; }

    public Func<OnnxScorer> Scorer { get; }

    public SeNetScoringOptions Options { get; }

    public DataViewSchema.Column Features => Source.Schema[_featureColumn];

    public long? GetRowCount() => Source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
            active[column.Index] = true;
        var needed = Enumerable.Range(0, Schema.Count).Where(i => active[i] && _sources[i] >= 0).Select(i => Source.Schema[_sources[i]]);
        return new ScoredCursor(this, Source.GetRowCursor(needed), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>The source's column that a column is, or null for one that scoring adds.</summary>
    public DataViewSchema.Column? SourceOf(DataViewSchema.Column column) => _sources[column.Index] is var i and >= 0 ? Source.Schema[i] : null;
}
