using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A fitted classifier: adds <c>Score</c>, the probability of each class with the classes as slot names, and
/// <c>PredictedLabel</c>, a key with the label's own values. It is made of stock ML.NET parts and saves as them, so a saved model
/// opens where this package is not installed. A view is scored in batches, ahead of its use; a single row
/// (<c>PredictionEngine</c>) goes through the stock parts.
/// </summary>
public sealed class SeNetTransformer : ITransformer, IDisposable
{
    private readonly TemporaryFile _onnx;
    private readonly ITransformer _chain;
    private readonly BatchedScoring _batched;
    private readonly string _featureColumn;
    private bool _disposed;

    private SeNetTransformer(
        TemporaryFile onnx,
        ITransformer chain,
        AddedColumns added,
        FeatureColumn features,
        Network network,
        IReadOnlyList<string> classNames,
        TrainingSummary training)
    {
        (_onnx, _chain, _featureColumn, Decoding) = (onnx, chain, features.Column.Name, features.Decoding);
        _batched = new BatchedScoring(() => added, _featureColumn, network.Input, Decoding, () => OpenScorer(threads: 1));
        Network = network;
        ClassNames = classNames;
        Training = training;
    }

    /// <summary>Makes the transformer of a trained network.</summary>
    /// <param name="ml">Its transforms are the steps.</param>
    /// <param name="columns">The columns that were trained on.</param>
    /// <param name="network">The network.</param>
    /// <param name="onnx">The network as ONNX; the transformer owns it from here on, whatever happens.</param>
    /// <param name="training">How the training went.</param>
    /// <param name="input">The view that was trained on.</param>
    internal static SeNetTransformer Create(
        MLContext ml, ImageColumns columns, Network network, TemporaryFile onnx, TrainingSummary training, IDataView input)
    {
        try
        {
            var images = columns.Features.AsImages(input);
            var chain = ScoringChain.Create(ml, onnx.Path, columns, images);
            var added = AddedColumns.Of(chain.GetOutputSchema(images.Schema));
            return new SeNetTransformer(
                onnx, chain, added, columns.Features, network, columns.Labels.ClassNames, training);
        }
        catch
        {
            onnx.Dispose();
            throw;
        }
    }

    /// <summary>The network that was trained.</summary>
    public Network Network { get; }

    /// <summary>The classes, in the order of <c>Score</c>.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>
    /// How the images of training were decoded, and so how encoded images and files are that are scored; null where it was
    /// trained on vectors.
    /// </summary>
    public ImageDecoding? Decoding { get; }

    /// <summary>How the training went.</summary>
    public TrainingSummary Training { get; }

    /// <summary>
    /// How <see cref="Transform"/> scores from the next call on. Default as <see cref="SeNetScoringOptions"/> says.
    /// </summary>
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

    /// <summary>Maps single rows by the stock parts, which take images or vectors.</summary>
    /// <param name="inputSchema">The columns before this step.</param>
    /// <exception cref="ArgumentException">
    /// The column of the images holds encoded images or paths, which no stock step reads.
    /// </exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (inputSchema.GetColumnOrNull(_featureColumn) is { } column
            && FeatureColumn.KindOf(column.Type) is FeatureKind.Encoded or FeatureKind.Path)
            throw new ArgumentException(
                $"column '{_featureColumn}' is {column.Type}, which ML.NET's own steps, and so PredictionEngine, do not read: "
                + "use SeNetPredictor, or Transform with a view, or decode it by DecodeImages",
                nameof(inputSchema));
        return _chain.GetRowToRowMapper(inputSchema);
    }

    /// <summary>
    /// Scores a view in batches. Nothing is read before a score is asked for; then several cursors read ahead at once, so the
    /// view must give the same rows each time it is read. Images in memory stay the caller's. Beside what the model was trained
    /// on, the column of the images may hold encoded images (a vector of Byte) or the paths of image files (text).
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
        _disposed = true;
        _batched.Dispose();
        (_chain as IDisposable)?.Dispose();
        _onnx.Dispose();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => _chain.Save(ctx);

    /// <summary>The network as ONNX.</summary>
    /// <exception cref="ObjectDisposedException">The transformer is disposed.</exception>
    internal byte[] ReadOnnx()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return File.ReadAllBytes(_onnx.Path);
    }

    /// <summary>Opens the network.</summary>
    /// <param name="threads">Threads that one call uses.</param>
    internal OnnxScorer OpenScorer(int threads)
    {
        var onnx = ReadOnnx();
        return OnnxScorer.Open(onnx, OnnxDescription.Read(onnx), threads);
    }
}
