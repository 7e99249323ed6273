using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Turns images into the network's input by the steps of the stock chain: ML.NET's own ResizeImages, and the bytes of each pixel as planes of red, green
/// and blue. The images are only read. For one thread at a time.
/// </summary>
internal sealed class ImagePlanes(FeatureShape shape)
{
    private StockResize? _resize;

    /// <summary>Writes an image's values, 0 to 255, in (C, H, W) order.</summary>
    public void Write(MLImage image, Span<float> planar)
    {
        if (shape.Channels != 3)
            throw new InvalidDataException($"the network takes {shape.Channels} channels, an image has 3");
        if (image.Width == shape.Width && image.Height == shape.Height)
        {
            Separate(image, planar);
            return;
        }

        using var resized = (_resize ??= new StockResize(shape.Width, shape.Height)).Apply(image);
        Separate(resized, planar);
    }

    private static void Separate(MLImage image, Span<float> planar)
    {
        var pixels = image.Pixels;
        var area = pixels.Length / 4;
        var (red, blue) = image.PixelFormat == MLPixelFormat.Bgra32 ? (2, 0) : (0, 2);
        var reds = planar[..area];
        var greens = planar.Slice(area, area);
        var blues = planar.Slice(2 * area, area);
        for (int i = 0, from = 0; i < area; i++, from += 4)
        {
            reds[i] = pixels[from + red];
            greens[i] = pixels[from + 1];
            blues[i] = pixels[from + blue];
        }
    }
}
