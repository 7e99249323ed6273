namespace Microsoft.ML.SqueezeExcite;

/// <summary>Scores views in batches in a stock chain's place, by a session of our own.</summary>
/// <param name="added">Gives the columns that the chain adds; called once, when a view or a schema first comes.</param>
/// <param name="featureColumn">The column of the images.</param>
/// <param name="shape">The network's input.</param>
/// <param name="decoding">How the images of training were decoded; null where there were no encoded ones.</param>
/// <param name="open">Opens the session; called once, when a score is first asked for.</param>
internal sealed class BatchedScoring(
    Func<AddedColumns> added, string featureColumn, FeatureShape shape, ImageDecoding? decoding, Func<OnnxScorer> open)
    : IDisposable
{
    private readonly Lazy<AddedColumns> _added = new(added);
    private readonly Lazy<OnnxScorer> _scorer = new(open);

    public DataViewSchema GetOutputSchema(DataViewSchema input) => ColumnsOf(input).Schema;

    public IDataView Transform(IDataView input, SeNetScoringOptions options) =>
        new ScoredView(input, ColumnsOf(input.Schema), () => _scorer.Value, options);

    public void Dispose()
    {
        if (_scorer.IsValueCreated)
            _scorer.Value.Dispose();
    }

    private ScoredColumns ColumnsOf(DataViewSchema input) =>
        ScoredColumns.Of(_added.Value, input, FeatureColumn.ForScoring(input, featureColumn, shape, decoding));
}
