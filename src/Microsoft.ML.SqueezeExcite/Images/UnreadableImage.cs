namespace Microsoft.ML.SqueezeExcite;

/// <summary>An image that cannot be read.</summary>
/// <param name="Image">Which it is, and why.</param>
/// <param name="Cause">What was thrown.</param>
internal sealed record UnreadableImage(SkippedImage Image, Exception Cause)
{
    /// <summary>The error, where such an image is one.</summary>
    public InvalidDataException ToException() => new($"{Image.Row}: the image cannot be read: {Image.Reason}", Cause);
}
