namespace Microsoft.ML.SqueezeExcite;

/// <summary>Swaps left and right in half of the images.</summary>
internal sealed record Mirror : IGeometricStep
{
    public AffineMap Map(AffineMap before, FeatureShape from, FeatureShape to, ref RandomStream random) =>
        random.NextBoolean() ? Swap(before, to) : before;

    /// <summary>Left and right swapped.</summary>
    public static AffineMap Swap(AffineMap before, FeatureShape to) =>
        before.After(new AffineMap(-1, 0, to.Width, 0, 1, 0)) with { Crop = before.Crop };
}
