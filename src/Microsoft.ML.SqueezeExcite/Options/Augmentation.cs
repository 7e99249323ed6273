namespace Microsoft.ML.SqueezeExcite;

/// <summary>What is done to the images before a step, drawn anew each time.</summary>
public sealed record Augmentation
{
    /// <summary>Nothing: images are trained on as they are.</summary>
    public static Augmentation None { get; } = new() { Mirror = false };

    /// <summary>Whether half of the images are mirrored. Default: images are, signals (one row high) are not.</summary>
    [Setting("Whether half of the images are mirrored.")]
    public bool? Mirror { get; init; }

    /// <summary>
    /// The least share of an image's area, above 0, at most 1, that a crop of random size and proportions (3:4 to 4:3) takes,
    /// which is stretched to the network's size (arXiv 1409.4842; there 0.08); of signals (one row high) the least part of their
    /// length. Default none: the whole image.
    /// </summary>
    [Setting(
        "The least share of an image's area that a random crop takes, which is stretched to the network's size; 0.08 is usual.",
        Above = 0,
        AtMost = 1)]
    public double? RandomSizeCrop { get; init; }

    /// <summary>
    /// The most pixels that images are moved in each direction, signals along their length, at least 0: random crops after
    /// padding, as for CIFAR. Default 0.
    /// </summary>
    [Setting("The most pixels that images are moved.", AtLeast = 0)]
    public int PaddedShift { get; init; }

    /// <summary>
    /// The greatest angle, in degrees to either side, that images are turned by, from 0 to 180; 0 for signals. Default 0.
    /// </summary>
    [Setting("The most degrees that images are turned.", AtLeast = 0, AtMost = 180)]
    public double Rotation { get; init; }

    /// <summary>Whether what shift and rotation uncover shows the channels' means rather than black. Default false.</summary>
    [Setting("Whether shift and rotation uncover the mean rather than black.")]
    public bool FillWithMean { get; init; }

    /// <summary>Brightness is multiplied by a factor within 1 +- this, at least 0. Default 0.</summary>
    [Setting("Brightness is multiplied by 1 +- this.", AtLeast = 0)]
    public double Brightness { get; init; }

    /// <summary>Contrast is multiplied by a factor within 1 +- this, at least 0. Default 0.</summary>
    [Setting("Contrast is multiplied by 1 +- this.", AtLeast = 0)]
    public double Contrast { get; init; }

    /// <summary>Saturation is multiplied by a factor within 1 +- this, at least 0. No effect on grey images. Default 0.</summary>
    [Setting("Saturation is multiplied by 1 +- this.", AtLeast = 0)]
    public double Saturation { get; init; }

    /// <summary>The most that the hue is turned by, in turns, from 0 to 0.5. No effect on grey images. Default 0.</summary>
    [Setting("The most that the hue is turned, in turns.", AtLeast = 0, AtMost = 0.5)]
    public double Hue { get; init; }

    /// <summary>
    /// The share of the images of which a rectangle, of signals a part of their length, is covered (arXiv 1708.04896), from 0 to
    /// 1. Default 0.
    /// </summary>
    [Setting("The share of the images of which a rectangle is covered.", AtLeast = 0, AtMost = 1)]
    public double RandomErasing { get; init; }

    /// <summary>
    /// Alpha of mixup (arXiv 1710.09412): images are blended in pairs, with shares from Beta(alpha, alpha), and so are their
    /// labels; at least 0. With <see cref="CutMix"/> too, each step draws one of the two. Default 0: off.
    /// </summary>
    [Setting("Alpha of mixup.", AtLeast = 0)]
    public double Mixup { get; init; }

    /// <summary>
    /// Alpha of cutmix (arXiv 1905.04899): images swap a rectangle in pairs, signals a part of their length, and a share of their
    /// labels; at least 0. Default 0: off.
    /// </summary>
    [Setting("Alpha of cutmix.", AtLeast = 0)]
    public double CutMix { get; init; }

    /// <summary>Whether any colour changes.</summary>
    internal bool ChangesColors => Brightness > 0 || Contrast > 0 || Saturation > 0 || Hue > 0;

    /// <summary>What is wrong with it beside ranges.</summary>
    internal IEnumerable<string> Faults(Func<string, string> spell)
    {
        if (FillWithMean && PaddedShift == 0 && Rotation == 0)
            yield return $"{spell("fillWithMean")} has no effect without {spell("paddedShift")} or {spell("rotation")}";
    }

    /// <summary>What is wrong with it for images of a shape.</summary>
    internal IEnumerable<string> Faults(FeatureShape images)
    {
        if (ChangesColors && images.Channels is not (1 or 3))
            yield return $"Brightness, Contrast, Saturation and Hue need images of 1 or 3 channels, were {images}";
        if (PaddedShift >= (images.IsSignal ? images.Width : Math.Min(images.Width, images.Height)))
            yield return $"PaddedShift must be below the side of the images, {images}, was {PaddedShift}";
        if (Rotation > 0 && images.IsSignal)
            yield return FormattableString.Invariant(
                $"Rotation must be 0 for signals, {images}, which have one row, was {Rotation}");
    }
}
