namespace Microsoft.ML.SqueezeExcite;

/// <summary>Images that are copies of each other, two or more.</summary>
/// <param name="Images">The images.</param>
/// <param name="IsExact">Whether their bytes are equal, or else their pictures look the same.</param>
public sealed record ImageCopies(IReadOnlyList<CheckedImage> Images, bool IsExact)
{
    /// <summary>Whether they have different labels.</summary>
    public bool IsConflict =>
        Images.Select(image => image.Label).OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any();

    /// <summary>Whether they are in different parts: what is trained on tests nothing.</summary>
    public bool IsLeak => Images.Any(image => image.Part != Images[0].Part);
}
