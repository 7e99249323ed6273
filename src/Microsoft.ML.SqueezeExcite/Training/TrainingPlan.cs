using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a training follows from, all but its images; found to be right before any image is read.</summary>
/// <param name="Options">The settings.</param>
/// <param name="Columns">The columns of classes and of images.</param>
/// <param name="Network">The network, laid out for them.</param>
/// <param name="Device">Where it is trained.</param>
/// <param name="TemporaryFolder">
/// Where images go that have no room in memory, and the model; null for the system's folder.
/// </param>
internal sealed record TrainingPlan(
    SeNetOptions Options, ImageColumns Columns, Network Network, torch.Device Device, string? TemporaryFolder) : IDisposable
{
    // The folder of checkpoints is this run's until the plan is disposed.
    private RunLock? Lock { get; init; }

    /// <summary>What the file of pretrained weights has; null where none is asked for.</summary>
    public ImportReport? Pretrained { get; private init; }

    /// <summary>What the pretrained weights were trained to take images normalised by, where that is known.</summary>
    public ChannelStatistics? PretrainedStatistics { get; private init; }

    /// <summary>Checks everything that can be, and lays out the network.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="schema">The columns to train on.</param>
    /// <param name="temporaryFolder">
    /// Where images go that have no room in memory, and the model; null for the system's folder.
    /// </param>
    /// <exception cref="ArgumentException">
    /// A column is missing or of a wrong type, or the network or a setting does not fit the images.
    /// </exception>
    /// <exception cref="InvalidDataException">
    /// The pretrained weights are not the network's, or the checkpoint to go on from is damaged or of another run.
    /// </exception>
    /// <exception cref="IOException">
    /// The folder of checkpoints or of temporary files cannot be written to, or is another run's, or has no room for the model;
    /// or there is no file of pretrained weights.
    /// </exception>
    /// <exception cref="DllNotFoundException">libtorch or ONNX Runtime is missing; the message names the package.</exception>
    public static TrainingPlan Check(SeNetOptions options, DataViewSchema schema, string? temporaryFolder)
    {
        var columns = options.Columns(schema);
        options.Check(columns.Features.Shape, columns.Labels.ClassNames.Count);
        using var weights = OpenPretrained(options, columns);
        var network = weights?.Network
            ?? options.Architecture.Build(columns.Features.Shape, columns.Labels.ClassNames.Count, options.Attention);
        FrozenParts.Check(network, options.FineTuning);
        Checkpoint.CheckResume(options, network, columns.Labels.ClassNames);
        if (options.Checkpoints is { } files)
            RunFiles.RequireFolder(files.Folder);
        var device = Devices.Choose(options.Device, options.Precision);
        OnnxRuntimeLibrary.Require();
        // The model, which is to come, and some of it again as ML.NET reads it.
        new TemporaryFile(temporaryFolder, ".onnx", 2 * sizeof(float) * network.ParameterCount).Dispose();
        return new TrainingPlan(options, columns, network, device, temporaryFolder)
        {
            Pretrained = weights?.Report,
            PretrainedStatistics = weights?.ImageStatistics,
            Lock = options.Checkpoints is { } kept ? RunLock.Take(kept.Folder) : null,
        };
    }

    public void Dispose() => Lock?.Dispose();

    /// <summary>Reads the images to train on, and those to validate on.</summary>
    /// <param name="input">The view to train on.</param>
    public TrainingImages Read(IDataView input) => Telemetry.Span("senet.read_images", _ => Columns.Read(
        input,
        Options.TrainingSize,
        Options.Validation?.Images,
        Options.Validation?.Fraction ?? 0,
        Options.Seed,
        Options.Reading(TemporaryFolder),
        Options.CancellationToken));

    /// <summary>Puts the pretrained weights into a network, where there are some.</summary>
    public void LoadPretrained(TorchNetwork network)
    {
        using var weights = OpenPretrained(Options, Columns);
        ModuleWeights.Load(network, weights?.Read() ?? []);
    }

    // A run that goes on has in its checkpoint what it once had of the file.
    private static WeightImport? OpenPretrained(SeNetOptions options, ImageColumns columns) => options.FineTuning is { } tuning
        ? WeightImport.Open(
            Checkpoint.ToResume(options) ?? tuning.PretrainedWeights,
            options.Architecture,
            columns.Features.Shape,
            columns.Labels.ClassNames.Count,
            options.Attention)
        : null;
}
