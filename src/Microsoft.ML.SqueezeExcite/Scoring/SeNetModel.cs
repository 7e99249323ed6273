using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A saved model that scores in batches: what <see cref="SeNetModelCatalog"/> opens. The steps that were saved around the
/// classifier run as they are. A single row (<c>PredictionEngine</c>) and saving go through the stock model, which is opened only
/// for them, and for the values of labels that are not texts.
/// </summary>
public sealed class SeNetModel : ITransformer, IDisposable
{
    private readonly OnnxDescription _description;
    private readonly Lazy<ITransformer> _stock;
    private readonly StockSteps _around;
    private readonly OnnxScorer _scorer;

    internal SeNetModel(ModelOperationsCatalog catalog, ModelArchive archive)
    {
        _description = archive.Description;
        // Of what was read: the file may be another by then, or the one that is being saved to.
        _stock = new Lazy<ITransformer>(() =>
        {
            using var zip = archive.Zip();
            return catalog.Load(zip, out _);
        });
        // The catalogue stays on this thread: ML.NET's context is not for several at once.
        var session = Task.Run(() => archive.OpenScorer(threads: 1));
        try
        {
            (_around, InputSchema) = OpenOutline(catalog, archive);
        }
        catch
        {
            session.ContinueWith(opened => opened.Result.Dispose(), TaskContinuationOptions.OnlyOnRanToCompletion);
            throw;
        }

        try
        {
            _scorer = session.GetAwaiter().GetResult();
        }
        catch
        {
            DisposeSteps();
            throw;
        }

        Steps = [.. _around.Before.Select(Loader), Classifier(archive.Place), .. _around.After];
    }

    /// <summary>The classes, in the order of <c>Score</c>.</summary>
    public IReadOnlyList<string> ClassNames => _description.ClassNames;

    /// <summary>The column that the classifier reads its images from.</summary>
    public string FeatureColumnName => _description.FeatureColumn;

    /// <summary>The network's input (C, H, W).</summary>
    public FeatureShape InputShape => _description.Shape;

    /// <summary>
    /// How the images of training were decoded, and so how those are that are scored: encoded images, files, and those that a
    /// LoadImages step of the model loads. Null where it was trained on vectors.
    /// </summary>
    public ImageDecoding? Decoding => _description.Decoding;

    /// <summary>
    /// How the model was made, by name: <c>architecture</c>, <c>attention</c> (the SE block), <c>settings</c> (those of the
    /// trainer), <c>images</c> (what held them), <c>versions</c>, <c>mean</c>, <c>deviation</c>, <c>geometry</c>; the block
    /// and the settings as JSON. Older models lack some.
    /// </summary>
    public IReadOnlyDictionary<string, string> Origin => _description.Origin;

    /// <summary>The columns that the model was saved with; null where it was saved without.</summary>
    public DataViewSchema? InputSchema { get; }

    /// <summary>
    /// The steps in the order in which they run, disposed with the model; the classifier among them scores in batches, as
    /// <see cref="Scoring"/> says.
    /// </summary>
    public IReadOnlyList<ITransformer> Steps { get; }

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
    public bool IsRowToRowMapper => Steps.All(step => step.IsRowToRowMapper);

    /// <summary>The columns after the model's last step.</summary>
    /// <param name="inputSchema">The columns before its first.</param>
    /// <exception cref="ArgumentException">A column that a step needs is missing or of a wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return Steps.Aggregate(inputSchema, (schema, step) => step.GetOutputSchema(schema));
    }

    /// <summary>Opens the stock model, and maps rows by its classifier.</summary>
    /// <param name="inputSchema">The columns before the model's first step.</param>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) =>
        ((ITransformer)new TransformerChain<ITransformer>([.. Steps])).GetRowToRowMapper(inputSchema);

    /// <summary>
    /// Scores a view in batches. Nothing is read before a score is asked for; then several cursors read ahead at once, so the
    /// view must give the same rows each time it is read.
    /// </summary>
    /// <param name="input">The view.</param>
    /// <exception cref="ArgumentException">A column that a step needs is missing or of a wrong type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Steps.Aggregate(input, (view, step) => step.Transform(view));
    }

    /// <summary>Ends the sessions.</summary>
    public void Dispose()
    {
        _scorer.Dispose();
        DisposeSteps();
        if (_stock.IsValueCreated)
            (_stock.Value as IDisposable)?.Dispose();
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => _stock.Value.Save(ctx);

    // What loads the images as ML.NET does, where they are to be decoded otherwise.
    private ITransformer Loader(ITransformer step) =>
        step is ImageLoadingTransformer stock && Decoding is { } decoding && decoding != ImageDecoding.Stock
            ? new ImageLoadingStep(stock, decoding)
            : step;

    // Apart from the constructor, whose lambdas hold the archive.
    private ClassifierStep Classifier(IReadOnlyList<int> place)
    {
        ITransformer Stock() => StockSteps.Of(_stock.Value, place).Classifier;
        var batched = new BatchedScoring(
            () => AddedColumns.Of(_description) ?? AddedColumns.Of(Stock(), _description),
            _description.FeatureColumn,
            _description.Shape,
            _description.Decoding,
            () => _scorer);
        return new ClassifierStep(batched, () => Scoring, Stock);
    }

    private void DisposeSteps()
    {
        foreach (var step in _around.Before.Concat(_around.After))
            (step as IDisposable)?.Dispose();
    }

    private static (StockSteps Steps, DataViewSchema? Input) OpenOutline(ModelOperationsCatalog catalog, ModelArchive archive)
    {
        try
        {
            var place = archive.Place;
            using var outline = archive.Outline();
            var model = catalog.Load(outline, out var input);
            return (StockSteps.Of(model, place), input);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // ML.NET meets a damaged step with exceptions of any kind.
            throw new InvalidDataException($"the steps of '{archive.Name}' cannot be opened: {e.Message}", e);
        }
    }
}
