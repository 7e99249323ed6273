namespace Microsoft.ML.SqueezeExcite;

/// <summary>Sees what each validation makes of its images, batch by batch, on the thread that trains.</summary>
internal interface IValidationObserver
{
    /// <summary>Some images were scored; the first of a validation are at position 0.</summary>
    void Scored(ValidatedBatch batch);

    /// <summary>The gates of a block for the images that are scored next.</summary>
    /// <param name="block">The block, such as <c>layer1.0.se</c>.</param>
    /// <param name="gates">The gates (N, C).</param>
    void Gated(string block, ReadOnlySpan<float> gates);
}

/// <summary>Images that a validation has scored.</summary>
/// <param name="First">The position of the first of them among the validation images.</param>
/// <param name="Labels">Their classes, from 0.</param>
/// <param name="Probabilities">The probabilities (N, classes).</param>
/// <param name="Shape">The shape of an image.</param>
/// <param name="Read">Writes the pixels of the image at a position, 0 to 255 in (H, W, C) order.</param>
internal sealed record ValidatedBatch(
    int First,
    IReadOnlyList<long> Labels,
    float[] Probabilities,
    FeatureShape Shape,
    Action<int, Span<float>> Read);
