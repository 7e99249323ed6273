namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A view with the scores of its source's images, of the stock chain's schema. Nothing is read or scored before a score is asked
/// for; from then on workers read ahead and score in batches.
/// </summary>
/// <param name="source">The view with the images.</param>
/// <param name="columns">The columns, and where each comes from.</param>
/// <param name="scorer">Opens the session, at the latest when a score is asked for.</param>
/// <param name="options">How to score.</param>
internal sealed class ScoredView(IDataView source, ScoredColumns columns, Func<OnnxScorer> scorer, SeNetScoringOptions options)
    : IDataView
{
    public DataViewSchema Schema => columns.Schema;

    // A cursor's workers must all see one order.
    public bool CanShuffle => false;

    public IDataView Source => source;

    public Func<OnnxScorer> Scorer => scorer;

    public SeNetScoringOptions Options => options;

    public FeatureColumn Features => columns.Features;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
            active[column.Index] = true;
        var needed = Schema.Where(column => active[column.Index]).Select(SourceOf).OfType<DataViewSchema.Column>();
        return new ScoredCursor(this, source.GetRowCursor(needed), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    /// <summary>The source's column that a column is, or null for one that scoring adds.</summary>
    public DataViewSchema.Column? SourceOf(DataViewSchema.Column column) =>
        columns.Sources[column.Index] is var i and >= 0 ? source.Schema[i] : null;
}
