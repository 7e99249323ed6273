using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Turns and mirrors images as an EXIF orientation says.</summary>
internal static class ImageTurn
{
    /// <summary>A turned copy.</summary>
    /// <param name="image">The image as it is stored.</param>
    /// <param name="orientation">
    /// From 1 to 8: where the stored image's first row and first column belong (EXIF 2.32, tag Orientation).
    /// </param>
    public static MLImage Apply(MLImage image, int orientation)
    {
        var (width, height) = orientation >= 5 ? (image.Height, image.Width) : (image.Width, image.Height);
        var from = MemoryMarshal.Cast<byte, uint>(image.Pixels);
        var to = new uint[from.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (column, row) = Source(orientation, x, y, image.Width, image.Height);
                to[y * width + x] = from[row * image.Width + column];
            }
        }

        return MLImage.CreateFromPixels(width, height, image.PixelFormat, MemoryMarshal.AsBytes(to.AsSpan()));
    }

    // Where the pixel (x, y) of the turned image is stored.
    private static (int Column, int Row) Source(int orientation, int x, int y, int width, int height) => orientation switch
    {
        2 => (width - 1 - x, y),
        3 => (width - 1 - x, height - 1 - y),
        4 => (x, height - 1 - y),
        5 => (y, x),
        6 => (y, height - 1 - x),
        7 => (width - 1 - y, height - 1 - x),
        8 => (width - 1 - y, x),
        _ => (x, y),
    };
}
