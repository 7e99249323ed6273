using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The traits of images in a column of <see cref="MLImage"/>, which has no place for them.</summary>
internal static class DecodedTraits
{
    private static readonly ConditionalWeakTable<MLImage, object> Kept = [];

    /// <summary>The image of what was decoded, which goes into a column.</summary>
    public static MLImage Keep(DecodedImage decoded)
    {
        if (decoded.Traits != ImageTraits.None)
            Kept.Add(decoded.Image, decoded.Traits);
        return decoded.Image;
    }

    /// <summary>The traits of an image; of one that another program decoded, those that its pixels show.</summary>
    public static ImageTraits Of(MLImage image)
    {
        if (Kept.TryGetValue(image, out var kept))
            return (ImageTraits)kept;
        return ImagePixels.HasTransparent(MemoryMarshal.Cast<byte, uint>(image.Pixels))
            ? ImageTraits.Transparent
            : ImageTraits.None;
    }
}
