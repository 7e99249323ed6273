using SkiaSharp;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A small picture within a page.</summary>
/// <param name="Source">The picture as a data URI.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
internal sealed record Picture(string Source, int Width, int Height)
{
    private const int Quality = 75;

    // Up to here every pixel counts, and a lossless file is not larger.
    private const int LargestExact = 40;

    /// <summary>The characters that it takes in a page.</summary>
    public int Length => Source.Length;

    /// <summary>Whether its pixels are to be seen as squares when it is enlarged.</summary>
    public bool IsTiny => Math.Max(Width, Height) <= LargestExact;

    /// <summary>Encodes pixels: PNG where they are few, else WebP.</summary>
    /// <param name="planar">The values, 0 to 255, in (C, H, W) order; of one channel, or of three and more.</param>
    /// <param name="shape">Their shape.</param>
    public static Picture Of(ReadOnlySpan<float> planar, FeatureShape shape)
    {
        var info = new SKImageInfo(shape.Width, shape.Height, SKColorType.Bgra8888, SKAlphaType.Opaque);
        var pixels = new byte[info.BytesSize];
        var area = (int)shape.Area;
        for (var i = 0; i < area; i++)
        {
            for (var c = 0; c < 3; c++)
                pixels[4 * i + 2 - c] = (byte)Math.Clamp(planar[(shape.Channels >= 3 ? c : 0) * area + i] + 0.5f, 0, 255);
            pixels[4 * i + 3] = 255;
        }

        using var image = SKImage.FromPixelCopy(info, pixels);
        var isExact = Math.Max(shape.Width, shape.Height) <= LargestExact;
        using var data = image.Encode(isExact ? SKEncodedImageFormat.Png : SKEncodedImageFormat.Webp, Quality);
        var type = isExact ? "image/png" : "image/webp";
        return new Picture($"data:{type};base64,{Convert.ToBase64String(data.AsSpan())}", shape.Width, shape.Height);
    }
}
