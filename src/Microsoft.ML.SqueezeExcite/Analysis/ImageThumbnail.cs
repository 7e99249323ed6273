using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A picture of 9 x 8 cells: blue, green and red of each, the mean over the cell's area, whatever the image's size.
/// </summary>
internal static class ImageThumbnail
{
    private const int Columns = 9;
    private const int Rows = 8;
    private const int Channels = 3;

    // Compression changes plain parts by less.
    private const double BrighterBy = 2;

    /// <summary>Makes the picture.</summary>
    public static byte[] Of(MLImage image)
    {
        var (width, height) = (image.Width, image.Height);
        var isRgba = image.PixelFormat == MLPixelFormat.Rgba32;
        var pixels = image.Pixels;
        var stride = pixels.Length / height;
        var sums = new double[Rows * Columns * Channels];
        var row = new double[Columns * Channels];
        for (var y = 0; y < height; y++)
        {
            SumRow(pixels.Slice(y * stride, width * 4), row);
            for (var cell = y * Rows / height; cell < Rows && cell * height < (y + 1) * Rows; cell++)
            {
                var share = Overlap(y, cell, height, Rows);
                for (var i = 0; i < row.Length; i++)
                    sums[cell * row.Length + i] += share * row[i];
            }
        }

        var area = (double)width * height / (Columns * Rows);
        var thumbnail = Array.ConvertAll(sums, sum => (byte)Math.Round(sum / area));
        if (isRgba)
            SwapRedAndBlue(thumbnail);
        return thumbnail;
    }

    /// <summary>A bit a pair of cells beside each other: whether the right one is clearly brighter.</summary>
    public static ulong DifferenceHash(ReadOnlySpan<byte> thumbnail)
    {
        var hash = 0ul;
        for (var y = 0; y < Rows; y++)
        {
            for (var x = 1; x < Columns; x++)
            {
                var right = thumbnail[((y * Columns + x) * Channels)..];
                var left = thumbnail[((y * Columns + x - 1) * Channels)..];
                hash = (hash << 1) | (Brightness(right) - Brightness(left) > BrighterBy ? 1ul : 0);
            }
        }

        return hash;
    }

    // The sums of a row's pixels over the width of each cell.
    private static void SumRow(ReadOnlySpan<byte> pixels, double[] sums)
    {
        Array.Clear(sums);
        var width = pixels.Length / 4;
        for (var x = 0; x < width; x++)
        {
            for (var cell = x * Columns / width; cell < Columns && cell * width < (x + 1) * Columns; cell++)
            {
                var share = Overlap(x, cell, width, Columns);
                for (var c = 0; c < Channels; c++)
                    sums[cell * Channels + c] += share * pixels[x * 4 + c];
            }
        }
    }

    // How much of a pixel is in a cell, in pixels.
    private static double Overlap(int pixel, int cell, int pixels, int cells)
    {
        var size = (double)pixels / cells;
        return Math.Min(pixel + 1, (cell + 1) * size) - Math.Max(pixel, cell * size);
    }

    private static double Brightness(ReadOnlySpan<byte> pixel) => 0.114 * pixel[0] + 0.587 * pixel[1] + 0.299 * pixel[2];

    private static void SwapRedAndBlue(byte[] thumbnail)
    {
        for (var i = 0; i < thumbnail.Length; i += Channels)
            (thumbnail[i], thumbnail[i + 2]) = (thumbnail[i + 2], thumbnail[i]);
    }
}
