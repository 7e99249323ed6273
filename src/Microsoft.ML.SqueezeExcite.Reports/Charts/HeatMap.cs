using SkiaSharp;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A confusion matrix as a picture of a pixel a cell, on a ground that is the page's.</summary>
internal static class HeatMap
{
    private static readonly SKColor Right = new(0x2b, 0x7d, 0xe0);
    private static readonly SKColor Wrong = new(0xd9, 0x6a, 0x1e);

    /// <summary>Draws it: the stronger the colour, the greater the share of the row.</summary>
    public static Picture Of(Confusion confusion)
    {
        var side = confusion.Classes.Count;
        using var bitmap = new SKBitmap(side, side, SKColorType.Bgra8888, SKAlphaType.Unpremul);
        bitmap.Erase(SKColors.Transparent);
        for (var actual = 0; actual < side; actual++)
        {
            var all = confusion.Actual(actual);
            for (var predicted = 0; predicted < side; predicted++)
            {
                if (confusion.Counts[actual, predicted] is > 0 and var count)
                    bitmap.SetPixel(predicted, actual, Colour((double)count / all, actual == predicted));
            }
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return new Picture($"data:image/png;base64,{Convert.ToBase64String(data.AsSpan())}", side, side);
    }

    // Even one image of many is to be seen.
    private static SKColor Colour(double share, bool isRight) =>
        (isRight ? Right : Wrong).WithAlpha((byte)Math.Round(50 + 205 * Math.Sqrt(share)));
}
