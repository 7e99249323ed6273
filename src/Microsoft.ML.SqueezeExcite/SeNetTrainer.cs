using Google.Protobuf;
using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Trains a Squeeze-and-Excitation network on labelled images. What comes back scores through ONNX Runtime and saves as a plain ML.NET model.
/// Made by <see cref="SqueezeExciteCatalog"/>.
/// </summary>
public sealed class SeNetTrainer : IEstimator<SeNetTransformer>
{
    /// <summary>The network is on the disk three times for a moment: as ONNX, in the zip of the chain, and in what ML.NET makes of that.</summary>
    private const int ModelCopies = 3;

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
    /// <exception cref="ArgumentException">A column is missing or of a wrong type, or the network or a setting does not fit the images. Found before any image is read.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or only one class; or the loss is no longer finite.</exception>
    /// <exception cref="InvalidDataException">An image cannot be read, the message names the row and its file; or the pretrained weights are not the network's.</exception>
    /// <exception cref="IOException">
    /// A folder cannot be written to, the one of checkpoints or of temporary files, or its disk has no room for the model: found before any image is read. Or the
    /// images exceed the memory budget, and the disk has no room for the rest.
    /// </exception>
    /// <exception cref="FileNotFoundException">There is no file of pretrained weights.</exception>
    /// <exception cref="DllNotFoundException">libtorch or ONNX Runtime is missing; the message names the package.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public SeNetTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ImageSet? training = null, validation = null;
        try
        {
            return Fit(input, columns => (training, validation) = columns.Read(
                input,
                _options.TrainingSize,
                _options.Validation?.Images,
                _options.Validation?.Fraction ?? 0,
                _options.Seed,
                _options.Reading(_context.TempFilePath),
                _options.CancellationToken));
        }
        finally
        {
            training?.Dispose();
            validation?.Dispose();
        }
    }

    /// <summary>Trains on images that are read, or were read before, when all else is found to be right; they stay the caller's.</summary>
    /// <param name="input">The view that the images are of.</param>
    /// <param name="read">Gives the images to train on, and those to validate on.</param>
    internal SeNetTransformer Fit(IDataView input, Func<ImageColumns, (ImageSet Training, ImageSet? Validation)> read)
    {
        using var log = new TrainingLog(_context);
        var columns = ImageColumns.Find(
            input.Schema, _options.LabelColumnName, _options.FeatureColumnName, _options.ImageSize, _options.ImageShape);
        _options.Check(columns.Features.Shape, columns.Labels.ClassNames.Count);
        using var pretrained = Pretrained(columns);
        var layout = pretrained?.Network ?? _options.Architecture.Build(columns.Features.Shape, columns.Labels.ClassNames.Count, _options.Attention);
        FrozenParts.Check(layout, _options.FineTuning);
        Checkpoint.CheckResume(_options, layout, columns.Labels.ClassNames);
        if (_options.Checkpoints is { } kept)
            RunFiles.RequireFolder(kept.Folder);
        var device = Devices.Choose(_options.Device, _options.Precision);
        OnnxRuntimeLibrary.Require();
        using var onnx = new TemporaryFile(_context.TempFilePath, ".onnx", ModelCopies * sizeof(float) * layout.ParameterCount);
        var summary = Write(onnx.Path, Train(read, columns, layout, pretrained, device, log), layout, columns);
        ManagedMemory.ReturnGarbage();
        var chain = ScoringChain.Create(_context, onnx.Path, columns, input);
        var added = AddedColumns.Of(chain.GetOutputSchema(columns.Features.AsImages(input).Schema));
        return new SeNetTransformer(chain, added, columns.Features.Column.Name, layout, columns.Labels.ClassNames, summary);
    }

    // The weights outside of torch are garbage when this returns.
    private TrainingSummary Write(string path, TrainedNetwork trained, Network layout, ImageColumns columns)
    {
        using var file = File.Create(path);
        OnnxModel.Create(
            layout, trained.Weights, trained.Statistics, columns.Labels.ClassNames, columns.Features.Column.Name, columns.Labels.TextKey, ModelOrigin.Of(_options, columns.Features.Kind)).WriteTo(file);
        return trained.Summary;
    }

    // The memory of training is the system's again when this returns: writing the model comes on top of the images at most.
    private TrainedNetwork Train(
        Func<ImageColumns, (ImageSet Training, ImageSet? Validation)> read,
        ImageColumns columns,
        Network layout,
        WeightImport? pretrained,
        torch.Device device,
        TrainingLog log)
    {
        using var threads = new ComputeThreads(_options.Threads);
        using var memory = new NativeMemory(_options.TuneAllocator, StepMemory.Bytes(layout, _options));
        var (training, validation) = read(columns);
        log.Start(layout, training, validation, device, pretrained?.Report);
        var statistics = _options.Normalization ?? pretrained?.ImageStatistics ?? ChannelStatistics.Of(training.Pixels, _options.Threads);
        using var network = TorchNetwork.Create(layout, _options.Seed, device, _options.ZeroInitResidual);
        WeightLoader.Load(network, pretrained?.Read() ?? []);
        // Its file is closed: it may be the one that this run's best weights go to.
        pretrained?.Dispose();
        var run = new TrainingRun(network, training, validation, statistics, WeightMetadata.Of(layout, statistics, columns.Labels.ClassNames));
        var summary = TrainingLoop.Run(run, log.Follow(_options), device, log.Info).Without(training.Skipped, validation?.Skipped ?? new SkippedImages());
        log.Finish(summary);
        return new TrainedNetwork(WeightReader.Read(network), statistics, summary);
    }

    // A run that goes on has in its checkpoint what it once had of the file.
    private WeightImport? Pretrained(ImageColumns columns) => _options.FineTuning is { } tuning
        ? WeightImport.Open(Checkpoint.ToResume(_options) ?? tuning.PretrainedWeights, _options.Architecture, columns.Features.Shape, columns.Labels.ClassNames.Count, _options.Attention)
        : null;

    /// <summary>The columns after this step: those before it, and <c>Score</c> and <c>PredictedLabel</c>.</summary>
    /// <param name="inputSchema">The columns before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label or the feature column is missing or of a wrong type.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return OutputShape.Of(_context, inputSchema, _options.LabelColumnName, _options.FeatureColumnName);
    }
}
