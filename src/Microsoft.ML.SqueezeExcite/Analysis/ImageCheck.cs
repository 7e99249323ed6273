namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a check of images found.</summary>
public sealed class ImageCheck
{
    internal ImageCheck()
    {
    }

    /// <summary>The number of images.</summary>
    public int Images { get; internal init; }

    /// <summary>How many have no label.</summary>
    public int Unlabelled { get; internal init; }

    /// <summary>How many are without colour: red, green and blue are equal in every pixel.</summary>
    public int Grey { get; internal init; }

    /// <summary>How many have transparent parts.</summary>
    public int Transparent { get; internal init; }

    /// <summary>How many have an EXIF orientation other than upright.</summary>
    public int Oriented { get; internal init; }

    /// <summary>The widths in pixels, after the EXIF orientation is applied; null where no image can be read.</summary>
    public ValueSpread? Widths { get; internal init; }

    /// <summary>The heights in pixels; null where no image can be read.</summary>
    public ValueSpread? Heights { get; internal init; }

    /// <summary>The widths divided by the heights; null where no image can be read.</summary>
    public ValueSpread? AspectRatios { get; internal init; }

    /// <summary>The classes, in order of their names.</summary>
    public IReadOnlyList<CheckedClass> Classes { get; internal init; } = [];

    /// <summary>The classes with too few images to train on for the share that is held out.</summary>
    public IReadOnlyList<string> SmallClasses { get; internal init; } = [];

    /// <summary>The images that cannot be read, those that are cut off among them.</summary>
    public IReadOnlyList<CheckedImage> Unreadable { get; internal init; } = [];

    /// <summary>Groups of copies: the exact ones first, and then those that look the same.</summary>
    public IReadOnlyList<ImageCopies> Copies { get; internal init; } = [];

    /// <summary>Whether there are unreadable images, copies under different labels, or copies in different parts.</summary>
    public bool HasErrors => Unreadable.Count > 0 || Copies.Any(copies => copies.IsConflict || copies.IsLeak);
}
