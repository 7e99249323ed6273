using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Turns images of any size into bytes of the network's size, (size, size, 3) in the order R, G, B. The images are only read. For one thread at a time.</summary>
internal sealed class RgbPixels(int size)
{
    private StockResize? _resize;

    /// <summary>An image's bytes.</summary>
    public byte[] Of(MLImage image)
    {
        if (image.Width == size && image.Height == size)
            return Interleave(image);
        using var resized = (_resize ??= new StockResize(size, size)).Apply(image);
        return Interleave(resized);
    }

    // four bytes a pixel -> R, G, B
    private static byte[] Interleave(MLImage image)
    {
        var pixels = image.Pixels;
        var (red, blue) = image.PixelFormat == MLPixelFormat.Bgra32 ? (2, 0) : (0, 2);
        var rgb = new byte[pixels.Length / 4 * 3];
        for (int from = 0, to = 0; to < rgb.Length; from += 4, to += 3)
        {
            rgb[to] = pixels[from + red];
            rgb[to + 1] = pixels[from + 1];
            rgb[to + 2] = pixels[from + blue];
        }

        return rgb;
    }
}
