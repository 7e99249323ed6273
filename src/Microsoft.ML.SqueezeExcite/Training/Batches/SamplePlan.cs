namespace Microsoft.ML.SqueezeExcite;

/// <summary>How an epoch's batches are made of the images.</summary>
/// <param name="Seed">What all draws follow from.</param>
/// <param name="Augmentation">What is done to an image.</param>
/// <param name="Mixing">What is done to pairs of images.</param>
/// <param name="Balanced">Whether every class comes as often.</param>
internal sealed record SamplePlan(long Seed, AugmentationSteps Augmentation, Mixing Mixing, bool Balanced)
{
    private static readonly long MixingKey = RandomStream.Key("mixing");

    /// <summary>The plan that options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="statistics">The images' means.</param>
    /// <param name="images">The images' shape.</param>
    public static SamplePlan Of(SeNetOptions options, ChannelStatistics statistics, FeatureShape images)
    {
        var augmentation = options.Augmentation;
        return new SamplePlan(
            options.Seed,
            new AugmentationSteps
            {
                Geometry = [.. Geometry(augmentation, augmentation.Mirror ?? !images.IsSignal)],
                Pixels = [.. PixelSteps(augmentation, statistics.Mean)],
                Fill = augmentation.FillWithMean ? statistics.Mean : [],
            },
            new Mixing(augmentation.Mixup, augmentation.CutMix),
            options.BalancedClasses);
    }

    /// <summary>The images of an epoch, in order.</summary>
    public int[] Order(IReadOnlyList<long> labels, int epoch) =>
        Balanced
            ? SampleOrder.Balanced(labels, new RandomStream(Seed, epoch))
            : SampleOrder.Shuffled(labels.Count, new RandomStream(Seed, epoch));

    /// <summary>The draws of the image at a position of the epoch.</summary>
    public RandomStream Sample(int epoch, int position) => new(Seed, epoch, position);

    /// <summary>The draws of a step's mixing.</summary>
    public RandomStream Step(int epoch, int step) => new(Seed, epoch, MixingKey, step);

    private static IEnumerable<IGeometricStep> Geometry(Augmentation augmentation, bool mirror)
    {
        if (augmentation.RandomSizeCrop is { } minimumArea)
            yield return new RandomSizeCrop(minimumArea);
        if (augmentation.PaddedShift > 0)
            yield return new PaddedShift(augmentation.PaddedShift);
        if (mirror)
            yield return new Mirror();
        if (augmentation.Rotation > 0)
            yield return new Rotation(augmentation.Rotation);
    }

    private static IEnumerable<IPixelStep> PixelSteps(Augmentation augmentation, IReadOnlyList<float> mean)
    {
        if (augmentation.ChangesColors)
            yield return new ColorJitter(
                augmentation.Brightness,
                augmentation.Contrast,
                augmentation.Saturation,
                augmentation.Hue);
        if (augmentation.RandomErasing > 0)
            yield return new RandomErasing(augmentation.RandomErasing, mean);
    }
}
