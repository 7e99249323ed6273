using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A fitted classifier: adds <c>Score</c>, the probability of each class with the classes as slot names, and <c>PredictedLabel</c>, a key with the
/// label's own values. It is made of stock ML.NET parts and saves as them, so a saved model opens where this package is not installed. A view is scored
/// in batches, ahead of its use; a single row (<c>PredictionEngine</c>) goes through the stock parts.
/// </summary>
public sealed class SeNetTransformer : ITransformer, IDisposable
{
    private readonly ITransformer _chain;
    private readonly BatchedScoring _batched;

    internal SeNetTransformer(
        ITransformer chain, AddedColumns added, string featureColumn, Network network, IReadOnlyList<string> classNames, TrainingSummary training)
    {
        _chain = chain;
        _batched = new BatchedScoring(() => added, featureColumn, network.Input, () => OpenScorer(threads: 1));
        Network = network;
        ClassNames = classNames;
        Training = training;
    }

    /// <summary>The network that was trained.</summary>
    public Network Network { get; }

    /// <summary>The classes, in the order of <c>Score</c>.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How the training went.</summary>
    public TrainingSummary Training { get; }

    /// <summary>How <see cref="Transform"/> scores from the next call on. Default as <see cref="SeNetScoringOptions"/> says.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names all that are.</exception>
    public SeNetScoringOptions Scoring
    {
        get;
        set => field = SeNetScoringOptions.Checked(value);
    } = new();

    /// <inheritdoc/>
    public bool IsRowToRowMapper => _chain.IsRowToRowMapper;

    /// <summary>The columns after this step.</summary>
    /// <param name="inputSchema">The columns before it.</param>
    /// <exception cref="ArgumentException">The column of the images is missing or of a wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return _batched.GetOutputSchema(inputSchema);
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _chain.GetRowToRowMapper(inputSchema);

    /// <summary>
    /// Scores a view in batches. Nothing is read before a score is asked for; then several cursors read ahead at once, so the view must give the same
    /// rows each time it is read. Images in memory stay the caller's. Beside what the model was trained on, the column of the images may hold encoded
    /// images (a vector of Byte) or the paths of image files (text).
    /// </summary>
    /// <param name="input">The view.</param>
    /// <exception cref="ArgumentException">The column of the images is missing or of a wrong type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _batched.Transform(input, Scoring);
    }

    /// <summary>Ends the scoring sessions and removes their temporary file.</summary>
    public void Dispose()
    {
        _batched.Dispose();
        (_chain as IDisposable)?.Dispose();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => _chain.Save(ctx);

    /// <summary>The network, which the stock chain holds and gives away by saving itself.</summary>
    internal byte[] ReadOnnx() => ModelArchive.Of(new MLContext().Model, _chain).Onnx;

    /// <summary>Opens the network.</summary>
    /// <param name="threads">Threads that one call uses.</param>
    internal OnnxScorer OpenScorer(int threads) => OnnxScorer.Open(ReadOnnx(), threads);
}
