namespace Microsoft.ML.SqueezeExcite;

/// <summary>How an epoch's batches are made of the images.</summary>
/// <param name="Seed">What all draws follow from.</param>
/// <param name="Augmentation">What is done to an image.</param>
/// <param name="Mixing">What is done to pairs of images.</param>
/// <param name="Balanced">Whether every class comes as often.</param>
internal sealed record SamplePlan(long Seed, Augmentation Augmentation, Mixing Mixing, bool Balanced)
{
    private static readonly long MixingKey = RandomStream.Key("mixing");

    /// <summary>The images of an epoch, in order.</summary>
    public int[] Order(IReadOnlyList<long> labels, int epoch) =>
        Balanced ? SampleOrder.Balanced(labels, new RandomStream(Seed, epoch)) : SampleOrder.Shuffled(labels.Count, new RandomStream(Seed, epoch));

    /// <summary>The draws of the image at a position of the epoch.</summary>
    public RandomStream Sample(int epoch, int position) => new(Seed, epoch, position);

    /// <summary>The draws of a step's mixing.</summary>
    public RandomStream Step(int epoch, int step) => new(Seed, epoch, MixingKey, step);
}
