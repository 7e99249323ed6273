using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What is kept of an image: its size, a few facts, and what it is known by.</summary>
/// <param name="Width">The width in pixels.</param>
/// <param name="Height">The height in pixels.</param>
/// <param name="IsGrey">Whether it is without colour.</param>
/// <param name="Traits">What its file had.</param>
/// <param name="Fingerprint">What it is known by.</param>
internal sealed record InspectedImage(int Width, int Height, bool IsGrey, ImageTraits Traits, ImageFingerprint Fingerprint)
{
    /// <summary>Inspects an image.</summary>
    /// <param name="bytes">The file, or the pixels where there is none.</param>
    /// <param name="image">The picture.</param>
    /// <param name="traits">What its file had.</param>
    public static InspectedImage Of(ReadOnlySpan<byte> bytes, MLImage image, ImageTraits traits) =>
        new(image.Width, image.Height, HasNoColor(image.Pixels), traits, ImageFingerprint.Of(bytes, image));

    private static bool HasNoColor(ReadOnlySpan<byte> pixels)
    {
        for (var i = 0; i + 4 <= pixels.Length; i += 4)
        {
            if (pixels[i] != pixels[i + 1] || pixels[i + 1] != pixels[i + 2])
                return false;
        }

        return true;
    }
}
