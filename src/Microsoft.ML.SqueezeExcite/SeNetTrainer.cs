namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Trains a Squeeze-and-Excitation network on labelled images. What comes back scores through ONNX Runtime and saves as a plain
/// ML.NET model. Made by <see cref="SqueezeExciteCatalog"/>.
/// </summary>
public sealed class SeNetTrainer : IEstimator<SeNetTransformer>
{
    private readonly SeNetOptions _options;
    private readonly MLContext _context;

    internal SeNetTrainer(SeNetOptions options, MLContext? context)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        _options = options;
        _context = context ?? new MLContext();
    }

    /// <summary>Trains on every row of a view that has a label.</summary>
    /// <param name="input">A view with the label and the feature column.</param>
    /// <returns>The fitted transformer.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or of a wrong type, or the network or a setting does not fit the images. Found before any image is
    /// read.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// There are no rows, or only one class; or the loss is no longer finite.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// An image cannot be read, the message names the row and its file; or, where such images are skipped, no image of a class
    /// can; or the pretrained weights are not the network's.
    /// </exception>
    /// <exception cref="IOException">
    /// A folder cannot be written to, the one of checkpoints or of temporary files, or its disk has no room for the model: found
    /// before any image is read. Or the images exceed the memory budget, and the disk has no room for the rest.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no file of pretrained weights.</exception>
    /// <exception cref="DllNotFoundException">libtorch or ONNX Runtime is missing; the message names the package.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public SeNetTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Telemetry.Span("senet.fit", _ =>
        {
            using var plan = TrainingPlan.Check(_options, input.Schema, _context.TempFilePath);
            using var images = plan.Read(input);
            return Fit(plan, images, input);
        });
    }

    /// <summary>Trains on images that were read before; they stay the caller's.</summary>
    /// <param name="input">The view that the images are of.</param>
    /// <param name="images">The images.</param>
    internal SeNetTransformer Fit(IDataView input, TrainingImages images)
    {
        using var plan = TrainingPlan.Check(_options, input.Schema, _context.TempFilePath);
        return Fit(plan, images, input);
    }

    private SeNetTransformer Fit(TrainingPlan plan, TrainingImages images, IDataView input) => Telemetry.Span(
        "senet.train",
        span =>
        {
            span?.SetTag("senet.network", plan.Network.Name);
            using var log = new TrainingLog(_context);
            var trained = TrainedNetwork.Train(plan, images, log);
            var onnx = trained.Write(plan);
            return SeNetTransformer.Create(_context, plan.Columns, plan.Network, onnx, trained.Summary, input);
        });

    /// <summary>
    /// Finds a learning rate by a range test (arXiv 1506.01186): trains a network of these options for some steps at a rate that
    /// rises exponentially, and looks at its loss. Nothing is kept of that network. The images are read as
    /// <see cref="Fit(IDataView)"/> reads them; no checkpoint is written and nothing is validated.
    /// </summary>
    /// <param name="input">The view to train on.</param>
    /// <param name="lowest">The first rate, above 0.</param>
    /// <param name="highest">The last rate, above <paramref name="lowest"/>.</param>
    /// <param name="steps">The steps, at least 20.</param>
    /// <returns>The losses, and the rate that they suggest.</returns>
    /// <exception cref="ArgumentException">
    /// A rate or the number of steps is out of its range; or as <see cref="Fit(IDataView)"/> says. Found before any image is
    /// read.
    /// </exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public LearningRateRangeTest FindLearningRate(
        IDataView input,
        double lowest = 1e-5,
        double highest = 10,
        int steps = 100)
    {
        ArgumentNullException.ThrowIfNull(input);
        var rates = RateRange.Exponential(lowest, highest, steps);
        using var plan = TrainingPlan.Check(_options.ForRangeTest(), input.Schema, _context.TempFilePath);
        using var images = plan.Read(input);
        using var log = new TrainingLog(_context);
        using var start = TrainingStart.Prepare(plan, images, log);
        return RangeTestLoop.Run(start.Run, plan.Options, rates, plan.Device);
    }

    /// <summary>The columns after this step: those before it, and <c>Score</c> and <c>PredictedLabel</c>.</summary>
    /// <param name="inputSchema">The columns before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label or the feature column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return OutputShape.Of(_context, inputSchema, _options.LabelColumnName, _options.FeatureColumnName);
    }
}
