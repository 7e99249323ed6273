namespace Microsoft.ML.SqueezeExcite;

/// <content>What is done to images and labels before a step.</content>
public abstract partial record TrainingOptions
{
    /// <summary>Whether half of the images are mirrored, drawn anew each time. Default: images are, signals (one row high) are not.</summary>
    public bool? Mirror { get; init; }

    /// <summary>
    /// Whether a part of the image, of random size and proportions (3:4 to 4:3), is stretched to the network's size (arXiv 1409.4842); of signals (one row high) a
    /// part of their length. Default false.
    /// </summary>
    public bool RandomSizeCrop { get; init; }

    /// <summary>The least share of the image's area that <see cref="RandomSizeCrop"/> takes, above 0, at most 1. Default 0.08.</summary>
    public double CropMinimumArea { get; init; } = 0.08;

    /// <summary>
    /// The most pixels that images are moved in each direction, signals along their length, at least 0: random crops after padding, as for CIFAR. Default 0.
    /// </summary>
    public int PaddedShift { get; init; }

    /// <summary>The greatest angle, in degrees to either side, that images are turned by, from 0 to 180; 0 for signals. Default 0.</summary>
    public double Rotation { get; init; }

    /// <summary>Whether what shift and rotation uncover shows the channels' means rather than black. Default false.</summary>
    public bool FillWithMean { get; init; }

    /// <summary>Brightness is multiplied by a factor within 1 +- this, at least 0. Default 0.</summary>
    public double Brightness { get; init; }

    /// <summary>Contrast is multiplied by a factor within 1 +- this, at least 0. Default 0.</summary>
    public double Contrast { get; init; }

    /// <summary>Saturation is multiplied by a factor within 1 +- this, at least 0. No effect on grey images. Default 0.</summary>
    public double Saturation { get; init; }

    /// <summary>The most that the hue is turned by, in turns, from 0 to 0.5. No effect on grey images. Default 0.</summary>
    public double Hue { get; init; }

    /// <summary>The share of the images of which a rectangle, of signals a part of their length, is covered (arXiv 1708.04896), from 0 to 1. Default 0.</summary>
    public double RandomErasing { get; init; }

    /// <summary>
    /// Alpha of mixup (arXiv 1710.09412): images are blended in pairs, with shares from Beta(alpha, alpha), and so are their labels; at least 0. With
    /// <see cref="CutMix"/> too, each step draws one of the two. Default 0: off.
    /// </summary>
    public double Mixup { get; init; }

    /// <summary>
    /// Alpha of cutmix (arXiv 1905.04899): images swap a rectangle in pairs, signals a part of their length, and a share of their labels; at least 0. Default 0:
    /// off.
    /// </summary>
    public double CutMix { get; init; }

    /// <summary>The share of each label that is spread over all classes (arXiv 1512.00567), from 0 up to but not including 1. Default 0.</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>
    /// Whether each class is trained on equally often, however many images it has (arXiv 1512.05830): an epoch has as many images as before, those of small
    /// classes several times. Default false.
    /// </summary>
    public bool BalancedClasses { get; init; }

    /// <summary>The weight of each class in the loss, in the order of the label's keys, above 0. Default null: all equal.</summary>
    public IReadOnlyList<double>? ClassWeights { get; init; }

    private bool ChangesColors => Brightness > 0 || Contrast > 0 || Saturation > 0 || Hue > 0;

    /// <summary>How batches are made.</summary>
    /// <param name="statistics">The images' means.</param>
    /// <param name="images">The images' shape.</param>
    internal SamplePlan Plan(ChannelStatistics statistics, FeatureShape images) => new(
        Seed,
        new Augmentation
        {
            Geometry = [.. Geometry(Mirror ?? !images.IsSignal)],
            Pixels = [.. Pixels(statistics.Mean)],
            Fill = FillWithMean ? statistics.Mean : [],
        },
        new Mixing(Mixup, CutMix),
        BalancedClasses);

    /// <summary>Checks the settings that depend on the data.</summary>
    /// <param name="images">The shape of the images.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">A setting does not fit them.</exception>
    internal virtual void Check(FeatureShape images, int classes)
    {
        if (ClassWeights is { } weights && weights.Count != classes)
            throw new ArgumentException($"{nameof(ClassWeights)} must have a weight for each of the {classes} classes, had {weights.Count}");
        if (ChangesColors && images.Channels is not (1 or 3))
            throw new ArgumentException($"{nameof(Brightness)}, {nameof(Contrast)}, {nameof(Saturation)} and {nameof(Hue)} need images of 1 or 3 channels, were {images}");
        if (PaddedShift >= (images.IsSignal ? images.Width : Math.Min(images.Width, images.Height)))
            throw new ArgumentException(Fault(nameof(PaddedShift), PaddedShift, $"below the side of the images, {images}"));
        if (Rotation > 0 && images.IsSignal)
            throw new ArgumentException(Fault(nameof(Rotation), Rotation, $"0 for signals, {images}, which have one row"));
    }

    private IEnumerable<IGeometricStep> Geometry(bool mirror)
    {
        if (RandomSizeCrop)
            yield return new RandomSizeCrop(CropMinimumArea);
        if (PaddedShift > 0)
            yield return new PaddedShift(PaddedShift);
        if (mirror)
            yield return new Mirror();
        if (Rotation > 0)
            yield return new Rotation(Rotation);
    }

    private IEnumerable<IPixelStep> Pixels(IReadOnlyList<float> mean)
    {
        if (ChangesColors)
            yield return new ColorJitter(Brightness, Contrast, Saturation, Hue);
        if (RandomErasing > 0)
            yield return new RandomErasing(RandomErasing, mean);
    }

    /// <summary>What is wrong with these settings.</summary>
    private protected IEnumerable<string> AugmentationFaults()
    {
        if (!(CropMinimumArea is > 0 and <= 1))
            yield return Fault(nameof(CropMinimumArea), CropMinimumArea, "above 0 and at most 1");
        if (PaddedShift < 0)
            yield return Fault(nameof(PaddedShift), PaddedShift, "at least 0");
        if (!(Rotation is >= 0 and <= 180))
            yield return Fault(nameof(Rotation), Rotation, "from 0 to 180");
        if (!(Hue is >= 0 and <= 0.5))
            yield return Fault(nameof(Hue), Hue, "from 0 to 0.5");
        if (!(RandomErasing is >= 0 and <= 1))
            yield return Fault(nameof(RandomErasing), RandomErasing, "from 0 to 1");
        if (!(LabelSmoothing is >= 0 and < 1))
            yield return Fault(nameof(LabelSmoothing), LabelSmoothing, "from 0 up to but not including 1");
        (string Name, double Value)[] amounts =
        [
            (nameof(Brightness), Brightness), (nameof(Contrast), Contrast), (nameof(Saturation), Saturation), (nameof(Mixup), Mixup), (nameof(CutMix), CutMix),
        ];
        foreach (var (name, value) in amounts.Where(amount => !(amount.Value >= 0 && double.IsFinite(amount.Value))))
            yield return Fault(name, value, "at least 0");
        if (ClassWeights is { } weights && (weights.Any(weight => !(weight > 0 && double.IsFinite(weight)))))
            yield return Fault(nameof(ClassWeights), string.Join(", ", weights), "above 0");
        if (DataWorkers < 1)
            yield return Fault(nameof(DataWorkers), DataWorkers, "at least 1");
    }
}
