using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Every setting of <see cref="SeNetTrainer"/>, with its default. Checked as a whole when the trainer is made.</summary>
public sealed partial record SeNetOptions
{
    private static readonly long HalfOfMemory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>The column of the class: a key. Default <c>Label</c>.</summary>
    [Setting("The column of the class.", Scope = SettingScope.Program)]
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>
    /// The column of the image: <see cref="MLImage"/>; or a vector of Byte, an image file's bytes, which is decoded as
    /// <see cref="Decoding"/> says; or a vector of Single in planar (C, H, W) order with values from 0 to 255, as ExtractPixels
    /// gives. Default <c>Image</c>.
    /// </summary>
    [Setting("The column of the image.", Scope = SettingScope.Program)]
    public string FeatureColumnName { get; init; } = "Image";

    /// <summary>
    /// A column of text whose equal values keep rows together where images are split off for validation or parted into folds:
    /// with the image's path, a file that is listed more than once is not both trained on and validated on. Default none.
    /// </summary>
    [Setting("The column whose equal values keep rows on one side of a split.", Scope = SettingScope.Program)]
    public string? SamplingKeyColumnName { get; init; }

    /// <summary>The network: a name of <see cref="Networks"/>, or a <see cref="Network"/>. Default <c>se-resnet-50</c>.</summary>
    [Setting("The network: see se-trainer summary --all.")]
    public Architecture Architecture { get; init; } = "se-resnet-50";

    /// <summary>
    /// The Squeeze-and-Excitation block of the catalogue's <c>se-</c> networks; no other network takes one. Default null: the
    /// paper's block, or that of the pretrained weights.
    /// </summary>
    public SqueezeExcitation? Attention { get; init; }

    /// <summary>
    /// The side, in pixels, that images are resized to, between 8 and 4096. Vectors keep their size. Default 224.
    /// </summary>
    [Setting("The side in pixels that images are resized to.", Scope = SettingScope.Run, AtLeast = 8, AtMost = 4096)]
    public int ImageSize { get; init; } = 224;

    /// <summary>
    /// The side, in pixels, that images to train on are kept at, from <see cref="ImageSize"/> to 4096: what
    /// <see cref="Augmentation.RandomSizeCrop"/> takes its parts from. Vectors keep their size, and images to validate on are
    /// resized to <see cref="ImageSize"/>, as scoring will do. Default null: <see cref="ImageSize"/>, and with random-size crops
    /// 8/7 of it (256 for 224).
    /// </summary>
    [Setting(
        "The side in pixels that training images are kept at, for random-size crops to be taken from.",
        Scope = SettingScope.Run)]
    public int? DecodeSize { get; init; }

    /// <summary>
    /// How encoded images are decoded; the model records it, and decodes the images that it scores in the same way. Default null:
    /// as <see cref="ImageDecoding"/> says where <see cref="FeatureColumnName"/> holds encoded images, and otherwise as those of
    /// the column were decoded.
    /// </summary>
    public ImageDecoding? Decoding { get; init; }

    /// <summary>The shape (C, H, W) of the images in a vector whose type does not say it. Default none.</summary>
    [Setting("The shape of the images in a vector.", Scope = SettingScope.Program)]
    public FeatureShape? ImageShape { get; init; }

    /// <summary>
    /// Mean and deviation of each channel, in pixel values. Default those that the pretrained weights were made with, else those
    /// of the training images.
    /// </summary>
    [Setting("Mean and deviation of each channel, in pixel values: 124,116,104/58,57,57.", Scope = SettingScope.Run)]
    public ChannelStatistics? Normalization { get; init; }

    /// <summary>Passes over the training images, at least 1. Default 30.</summary>
    [Setting("Passes over the training images.", Scope = SettingScope.Run, AtLeast = 1)]
    public int Epochs { get; init; } = 30;

    /// <summary>
    /// Images a step, at least 1. An epoch's images are spread evenly over its steps, so that none is left out and no step is
    /// tiny. Default 128.
    /// </summary>
    [Setting("Images a step.", AtLeast = 1, AtMost = 65536)]
    public int BatchSize { get; init; } = 128;

    /// <summary>
    /// The parts that a step's images are computed in, one after the other, at least 1: the gradients add up to those of the
    /// whole, in the memory of a part. Batch norms see a part at a time, and validation computes in batches of a part's size.
    /// Default 1.
    /// </summary>
    [Setting("The parts that a step is computed in.")]
    public int AccumulationSteps { get; init; } = 1;

    /// <summary>The optimizer by its name. In the table of settings it stands before those of one optimizer.</summary>
    [Setting("How weights follow from gradients.", Name = "optimizer")]
    internal OptimizerKind OptimizerKind
    {
        get => Optimizer.Kind;
        init => Optimizer = Optimizer.As(value);
    }

    /// <summary>How weights follow from gradients. Default <see cref="Optimizer.Sgd"/>.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Sgd();

    /// <summary>The schedule by its name. In the table of settings it stands before those of one schedule.</summary>
    [Setting("How the learning rate goes after its warm-up.", Name = "schedule")]
    internal ScheduleKind ScheduleKind
    {
        get => Schedule.Kind;
        init => Schedule = Schedule.As(value);
    }

    /// <summary>How the learning rate goes. Default <see cref="Schedule.Cosine"/>.</summary>
    public Schedule Schedule { get; init; } = Schedule.Cosine();

    /// <summary>
    /// Whether the last batch norm of each residual branch starts at zero, so that units start as the identity (arXiv 1706.02677,
    /// section 5.1; torchvision's <c>zero_init_residual</c>). Default false.
    /// </summary>
    [Setting("Whether the last batch norm of residual branches starts at zero.")]
    public bool ZeroInitResidual { get; init; }

    /// <summary>
    /// The decay of the moving average of the weights, which then is what validation looks at and what comes out; from 0 up to
    /// but not including 1. Default 0: no average.
    /// </summary>
    [Setting("The decay of the weights' moving average; 0 for none.", AtLeast = 0, Below = 1)]
    public double AverageDecay { get; init; }

    /// <summary>What is done to images before a step. Default: images are mirrored.</summary>
    public Augmentation Augmentation { get; init; } = new();

    /// <summary>
    /// The share of each label that is spread over all classes (arXiv 1512.00567), from 0 up to but not including 1. Default 0.
    /// </summary>
    [Setting("The share of each label that is spread over all classes.", AtLeast = 0, Below = 1)]
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Whether each class is trained on equally often, however many images it has (arXiv 1512.05830): an epoch has as many images
    /// as before, those of small classes several times. Default false.
    /// </summary>
    [Setting("Whether each class is trained on equally often.")]
    public bool BalancedClasses { get; init; }

    /// <summary>
    /// The weight of each class in the loss, in the order of the label's keys, above 0. Default null: all equal.
    /// </summary>
    [Setting("The weight of each class in the loss, in the order of the classes.", Above = 0)]
    public IReadOnlyList<double>? ClassWeights { get; init; }

    /// <summary>Weights to start from. Default null: from scratch.</summary>
    public FineTuning? FineTuning { get; init; }

    /// <summary>Images to validate on after each epoch. Default null: none.</summary>
    public Validation? Validation { get; init; }

    /// <summary>What is kept of the run on the way, and whether it goes on. Default null: nothing is kept.</summary>
    public Checkpoints? Checkpoints { get; init; }

    /// <summary>
    /// The time after which training stops at the next step, above zero; a resumed run counts on. Default none.
    /// </summary>
    [Setting("The time after which training stops, such as 00:30:00.", Scope = SettingScope.Run)]
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>
    /// The epoch after which training stops, at least 1, while the schedule stays that of all <see cref="Epochs"/>: resumed, the
    /// run goes on as if it had not stopped. Not kept in a checkpoint's settings. Default none: it goes on to the end.
    /// </summary>
    [Setting(
        "The epoch after which training stops; --resume goes on with the rest of the schedule.",
        Scope = SettingScope.Run,
        OfOneRun = true,
        AtLeast = 1)]
    public int? StopAfterEpochs { get; init; }

    /// <summary>
    /// What first weights, the order of images and augmentation follow from. The same seed on the same machine gives the same
    /// weights. Default 1.
    /// </summary>
    [Setting("What all randomness follows from.")]
    public long Seed { get; init; } = 1;

    /// <summary>Where the network is trained. Default the GPU if there is one.</summary>
    [Setting("Where the network is trained.", Scope = SettingScope.Machine)]
    public TrainingDevice Device { get; init; } = TrainingDevice.Auto;

    /// <summary>
    /// The type of features and their gradients in training's steps. Validation and the trained model compute in Single with any.
    /// Default <see cref="TrainingPrecision.Single"/>.
    /// </summary>
    [Setting("The type of features and gradients in training's steps: bfloat16 is mixed precision.")]
    public TrainingPrecision Precision { get; init; } = TrainingPrecision.Single;

    /// <summary>
    /// The threads that compute, at least 1. Default one for each processor. Another number may round differently.
    /// </summary>
    [Setting(
        "The threads that compute; default one for each processor.",
        Scope = SettingScope.Machine,
        AtLeast = 1,
        AtMost = 1024)]
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// The most threads that make the images of a batch, at least 1; the weights do not depend on it. Default one less than there
    /// are processors: they work only where a batch is not ready in time, and one processor is left to the steps meanwhile.
    /// </summary>
    [Setting("The most threads that make images.", Scope = SettingScope.Machine, OfOneRun = true, AtLeast = 1, AtMost = 1024)]
    public int DataWorkers { get; init; } = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>
    /// The bytes of decoded images that are kept in memory, at least 0: one a value, or four in images whose values are not all
    /// whole numbers from 0 to 255. What is above goes to one file in <see cref="MLContext.TempFilePath"/>, which is gone when
    /// training ends or the process dies; the weights do not depend on it. Default half of the machine's memory, or of the
    /// limit of its container.
    /// </summary>
    [Setting(
        "The bytes of decoded images that are kept in memory; more go to a temporary file.",
        Scope = SettingScope.Machine,
        OfOneRun = true,
        AtLeast = 0)]
    public long MemoryBudget { get; init; } = HalfOfMemory;

    /// <summary>
    /// What is done about an image that cannot be read: end with an error that names it, or leave it out and tell so in the log
    /// and in <see cref="TrainingSummary.SkippedImages"/>. Default the former.
    /// </summary>
    [Setting("What is done about an image that cannot be read.", Scope = SettingScope.Run)]
    public InvalidImageAction OnInvalidImage { get; init; } = InvalidImageAction.Throw;

    /// <summary>
    /// Whether glibc's allocator is set, for this process, to keep freed memory for the next step rather than return it at once
    /// (its unused part is handed back when training ends). Without it every step pays for its memory again: 7 % of the
    /// demo's speed. No effect elsewhere. Default true.
    /// </summary>
    [Setting("Whether freed memory is kept for the next step.", Scope = SettingScope.Machine)]
    public bool TuneAllocator { get; init; } = true;

    /// <summary>Where training reports to, on the thread that trains, after each step. Default nowhere.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Ends the training with an <see cref="OperationCanceledException"/>. Default never.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The clock of the reported times; nothing that is computed depends on it. Default the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Sees what validation makes of each image. Default nobody.</summary>
    internal IValidationObserver? ValidationObserver { get; init; }

    /// <summary>Gets the first images that are trained on, as the network sees them. Default nobody.</summary>
    internal Action<AugmentedImages>? FirstBatch { get; init; }

    /// <summary>Where the files of the run are written.</summary>
    internal FileSystem Files { get; init; } = FileSystem.Default;

    /// <summary>The most images that are computed at once.</summary>
    internal int PartSize => (BatchSize + AccumulationSteps - 1) / AccumulationSteps;

    /// <summary>The peak learning rate for the batch size at hand.</summary>
    internal double ScaledLearningRate =>
        Optimizer.LearningRateBatchSize is { } batch ? Optimizer.LearningRate * BatchSize / batch : Optimizer.LearningRate;

    /// <summary>
    /// The same for a range test: no schedule, no files, and of validation only the share that is not trained on.
    /// </summary>
    internal SeNetOptions ForRangeTest() => this with
    {
        Schedule = Schedule.Constant(),
        Checkpoints = null,
        Validation = Validation is { Fraction: > 0 } split ? Validation.Split(split.Fraction) : null,
    };

    /// <summary>The side that images to train on are kept at.</summary>
    internal int TrainingSize => DecodeSize ?? (Augmentation.RandomSizeCrop is not null ? (ImageSize * 8 + 6) / 7 : ImageSize);

    /// <summary>Whether a run comes back to the weights of its best validation.</summary>
    internal bool NeedsBest => Validation is { KeepBest: true } || Schedule is PlateauSchedule { ReloadsBest: true };

    /// <summary>The columns of a view that is trained on, found and checked.</summary>
    /// <exception cref="ArgumentException">
    /// One is missing or of a wrong type, or images come decoded in another way than is asked for.
    /// </exception>
    internal ImageColumns Columns(DataViewSchema schema) => ImageColumns.Find(
        schema, LabelColumnName, FeatureColumnName, ImageSize, ImageShape, Decoding, SamplingKeyColumnName);

    /// <summary>How images are read: by as many threads as will compute, which have nothing to do yet.</summary>
    internal ImageReading Reading(string? temporaryFolder) => new()
    {
        Workers = Threads,
        MemoryBudget = MemoryBudget,
        SpillFolder = temporaryFolder ?? Path.GetTempPath(),
        OnInvalidImage = OnInvalidImage,
    };
}
