using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A saved model that scores in batches: what <see cref="SeNetModelCatalog"/> opens. The steps that were saved around the classifier run as they
/// are. A single row (<c>PredictionEngine</c>) and saving go through the stock model, which is opened only for them, and for the values of labels that
/// are no texts.
/// </summary>
public sealed class SeNetModel : ITransformer, IDisposable
{
    private readonly OnnxDescription _description;
    private readonly Lazy<ITransformer> _stock;
    private readonly StockSteps _steps;
    private readonly OnnxScorer _scorer;
    private readonly BatchedScoring _batched;

    internal SeNetModel(ModelOperationsCatalog catalog, ModelArchive archive, Func<ITransformer> openStock)
    {
        _description = archive.Description;
        _stock = new Lazy<ITransformer>(openStock);
        _batched = Batched(archive.Place);
        // The catalogue stays on this thread: ML.NET's context is not for several at once.
        var session = Task.Run(() => archive.OpenScorer(threads: 1));
        try
        {
            (_steps, InputSchema) = OpenOutline(catalog, archive);
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
    }

    /// <summary>The classes, in the order of <c>Score</c>.</summary>
    public IReadOnlyList<string> ClassNames => _description.ClassNames;

    /// <summary>The column that the classifier reads its images from.</summary>
    public string FeatureColumnName => _description.FeatureColumn;

    /// <summary>The network's input (C, H, W).</summary>
    public FeatureShape InputShape => _description.Shape;

    /// <summary>The columns that the model was saved with; null where it was saved without.</summary>
    public DataViewSchema? InputSchema { get; }

    /// <summary>How <see cref="Transform"/> scores from the next call on. Default as <see cref="SeNetScoringOptions"/> says.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names all that are.</exception>
    public SeNetScoringOptions Scoring
    {
        get;
        set => field = SeNetScoringOptions.Checked(value);
    } = new();

    /// <inheritdoc/>
    public bool IsRowToRowMapper => _steps.Before.Concat(_steps.After).All(step => step.IsRowToRowMapper);

    /// <summary>The columns after the model's last step.</summary>
    /// <param name="inputSchema">The columns before its first.</param>
    /// <exception cref="ArgumentException">A column that a step needs is missing or of a wrong type.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var before = _steps.Before.Aggregate(inputSchema, (schema, step) => step.GetOutputSchema(schema));
        return _steps.After.Aggregate(_batched.GetOutputSchema(before), (schema, step) => step.GetOutputSchema(schema));
    }

    /// <summary>Opens the stock model, and maps rows by it.</summary>
    /// <param name="inputSchema">The columns before the model's first step.</param>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _stock.Value.GetRowToRowMapper(inputSchema);

    /// <summary>
    /// Scores a view in batches. Nothing is read before a score is asked for; then several cursors read ahead at once, so the view must give the same
    /// rows each time it is read.
    /// </summary>
    /// <param name="input">The view.</param>
    /// <exception cref="ArgumentException">A column that a step needs is missing or of a wrong type.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var before = _steps.Before.Aggregate(input, (view, step) => step.Transform(view));
        return _steps.After.Aggregate(_batched.Transform(before, Scoring), (view, step) => step.Transform(view));
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

    // Apart from the constructor, whose lambdas hold the archive.
    private BatchedScoring Batched(IReadOnlyList<int> place) => new(
        () => AddedColumns.Of(_description) ?? AddedColumns.Of(StockSteps.Of(_stock.Value, place).Classifier, _description),
        _description.FeatureColumn,
        _description.Shape,
        () => _scorer);

    private void DisposeSteps()
    {
        foreach (var step in _steps.Before.Concat(_steps.After))
            (step as IDisposable)?.Dispose();
    }

    private static (StockSteps Steps, DataViewSchema? Input) OpenOutline(ModelOperationsCatalog catalog, ModelArchive archive)
    {
        try
        {
            using var outline = archive.Outline();
            var model = catalog.Load(outline, out var input);
            return (StockSteps.Of(model, archive.Place), input);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidDataException($"the steps of '{archive.Name}' cannot be opened: {e.Message}", e);
        }
    }
}
