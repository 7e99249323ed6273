namespace Microsoft.ML.SqueezeExcite;

/// <summary>Turns and mirrors images as an EXIF orientation says.</summary>
internal static class ImageTurn
{
    /// <summary>Width and height after it.</summary>
    /// <param name="width">The width as it is stored.</param>
    /// <param name="height">The height as it is stored.</param>
    /// <param name="orientation">From 1 to 8.</param>
    public static (int Width, int Height) Size(int width, int height, int orientation) =>
        orientation >= 5 ? (height, width) : (width, height);

    /// <summary>A turned copy.</summary>
    /// <param name="from">The pixels as they are stored.</param>
    /// <param name="storedWidth">Their width.</param>
    /// <param name="storedHeight">Their height.</param>
    /// <param name="orientation">
    /// From 1 to 8: where the stored image's first row and first column belong (EXIF 2.32, tag Orientation).
    /// </param>
    public static uint[] Apply(ReadOnlySpan<uint> from, int storedWidth, int storedHeight, int orientation)
    {
        var (width, height) = Size(storedWidth, storedHeight, orientation);
        var to = new uint[from.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (column, row) = Source(orientation, x, y, storedWidth, storedHeight);
                to[y * width + x] = from[row * storedWidth + column];
            }
        }

        return to;
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
