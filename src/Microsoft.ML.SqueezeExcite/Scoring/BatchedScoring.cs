namespace Microsoft.ML.SqueezeExcite;

/// <summary>Scores views in batches in a stock chain's place: the schema is asked of the chain, the scores come from a session of our own.</summary>
/// <param name="chain">The stock chain, or one of the same columns.</param>
/// <param name="featureColumn">The column of the images.</param>
/// <param name="open">Opens the session; called once, when a score is first asked for.</param>
internal sealed class BatchedScoring(ITransformer chain, string featureColumn, Func<OnnxScorer> open) : IDisposable
{
    private readonly Lazy<OnnxScorer> _scorer = new(open);

    public DataViewSchema GetOutputSchema(DataViewSchema input) => ScoredColumns.Of(chain, input, featureColumn).Schema;

    public IDataView Transform(IDataView input, SeNetScoringOptions options) =>
        new ScoredView(input, ScoredColumns.Of(chain, input.Schema, featureColumn), featureColumn, () => _scorer.Value, options);

    public void Dispose()
    {
        if (_scorer.IsValueCreated)
            _scorer.Value.Dispose();
    }
}
