namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What is done to an image before it is trained on: steps in order. Those that move pixels are composed into one map, so that an
/// image is sampled once however many there are; those that change values follow.
/// </summary>
internal sealed record AugmentationSteps
{
    /// <summary>Leaves images as they are.</summary>
    public static AugmentationSteps None { get; } = new();

    /// <summary>The steps that move pixels.</summary>
    public IReadOnlyList<IGeometricStep> Geometry { get; init; } = [];

    /// <summary>The steps that change values, on the image as it is after all moves.</summary>
    public IReadOnlyList<IPixelStep> Pixels { get; init; } = [];

    /// <summary>What shows where the source has no pixel: a value a channel.</summary>
    public IReadOnlyList<float> Fill { get; init; } = [];

    /// <summary>Makes an image to train on.</summary>
    /// <param name="source">The image as it was read, (H, W, C), 0..255.</param>
    /// <param name="from">Its shape.</param>
    /// <param name="target">Where the result goes, (H, W, C).</param>
    /// <param name="to">Its shape; the same channels.</param>
    /// <param name="random">What all draws follow from.</param>
    public void Apply(ReadOnlySpan<float> source, FeatureShape from, Span<float> target, FeatureShape to, ref RandomStream random)
    {
        var placement = AffineMap.Centre(from, to);
        for (var i = 0; i < Geometry.Count; i++)
            placement = Geometry[i].Map(placement, from, to, ref random);
        Resampling.Run(source, from, placement, Fill, target, to);
        for (var i = 0; i < Pixels.Count; i++)
            Pixels[i].Apply(target, to, ref random);
    }
}

/// <summary>A step that moves pixels.</summary>
internal interface IGeometricStep
{
    /// <summary>Draws, and says where the pixels come from then.</summary>
    /// <param name="before">Where they come from without this step.</param>
    /// <param name="from">The shape of the source.</param>
    /// <param name="to">The shape of the result.</param>
    /// <param name="random">What the draw follows from.</param>
    AffineMap Map(AffineMap before, FeatureShape from, FeatureShape to, ref RandomStream random);
}

/// <summary>A step that changes values.</summary>
internal interface IPixelStep
{
    /// <summary>Draws, and changes one image (H, W, C), 0..255, in place.</summary>
    void Apply(Span<float> image, FeatureShape shape, ref RandomStream random);
}
