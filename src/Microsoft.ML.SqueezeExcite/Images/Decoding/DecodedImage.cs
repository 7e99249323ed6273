using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What an image has that ways of reading differ about.</summary>
[Flags]
internal enum ImageTraits
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An EXIF orientation other than upright.</summary>
    Oriented = 1,

    /// <summary>Transparent parts.</summary>
    Transparent = 2,
}

/// <summary>An image that was decoded.</summary>
/// <param name="Image">The image.</param>
/// <param name="Traits">What its file had.</param>
internal readonly record struct DecodedImage(MLImage Image, ImageTraits Traits) : IDisposable
{
    public void Dispose() => Image.Dispose();
}
