namespace Microsoft.ML.SqueezeExcite;

/// <summary>Images as they are trained on: cropped, augmented and mixed, and back from normalised values.</summary>
/// <param name="Shape">The shape of an image.</param>
/// <param name="Labels">Their classes, from 0.</param>
/// <param name="Pixels">Their values, about 0 to 255, in (N, C, H, W) order.</param>
internal sealed record AugmentedImages(FeatureShape Shape, IReadOnlyList<long> Labels, float[] Pixels)
{
    /// <summary>As many as a person looks at.</summary>
    public const int Most = 18;
}
