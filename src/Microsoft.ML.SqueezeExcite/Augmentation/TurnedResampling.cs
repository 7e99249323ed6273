using System.Runtime.Intrinsics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Sampling along slanting rows: each pixel from its four neighbours. All of the source may be seen, and the fill beyond.
/// </summary>
internal static class TurnedResampling
{
    public static void Run(
        ReadOnlySpan<float> source,
        FeatureShape from,
        AffineMap placement,
        ReadOnlySpan<float> fill,
        Span<float> target,
        FeatureShape to)
    {
        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                var (column, row) = (placement.X(x + 0.5, y + 0.5) - 0.5, placement.Y(x + 0.5, y + 0.5) - 0.5);
                var rest = target[((y * to.Width + x) * to.Channels)..];
                if (
                    !(
                        column >= 0
                        && row >= 0
                        && column < from.Width - 1
                        && row < from.Height - 1
                        && TrySampleInside(source, from, column, row, rest)))
                    Sample(source, from, column, row, fill, rest[..to.Channels]);
            }
        }
    }

    // Of up to four channels a pixel is one vector, where reading and writing so much stays in the images: what it writes too
    // much, the next covers.
    private static bool TrySampleInside(
        ReadOnlySpan<float> source,
        FeatureShape from,
        double column,
        double row,
        Span<float> rest)
    {
        var (i, j) = ((int)column, (int)row);
        var upper = (j * from.Width + i) * from.Channels;
        var lower = upper + from.Width * from.Channels;
        if (
            from.Channels > Vector128<float>.Count
            || rest.Length < Vector128<float>.Count
            || lower + from.Channels > source.Length - Vector128<float>.Count)
            return false;
        var (right, down) = ((float)(column - i), (float)(row - j));
        var above = At(source, upper) * (1 - right) + At(source, upper + from.Channels) * right;
        var below = At(source, lower) * (1 - right) + At(source, lower + from.Channels) * right;
        (above * (1 - down) + below * down).CopyTo(rest);
        return true;
    }

    private static Vector128<float> At(ReadOnlySpan<float> source, int index) => Vector128.Create(source[index..]);

    private static void Sample(
        ReadOnlySpan<float> source,
        FeatureShape from,
        double x,
        double y,
        ReadOnlySpan<float> fill,
        Span<float> pixel)
    {
        var column = Tap.At(x + 0.5, 0, from.Width, extend: false);
        var row = Tap.At(y + 0.5, 0, from.Height, extend: false);
        var stride = from.Width * from.Channels;
        Sample(source.Slice(row.First * stride, stride), source.Slice(row.Second * stride, stride), row, column, fill, pixel);
    }

    private static void Sample(
        ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, Tap row, Tap column, ReadOnlySpan<float> fill, Span<float> pixel)
    {
        var (left, right) = (column.First * fill.Length, column.Second * fill.Length);
        var missing = 1 - (1 - row.Missing) * (1 - column.Missing);
        for (var c = 0; c < fill.Length; c++)
        {
            pixel[c] = row.FirstWeight * (column.FirstWeight * upper[left + c] + column.SecondWeight * upper[right + c])
                + row.SecondWeight * (column.FirstWeight * lower[left + c] + column.SecondWeight * lower[right + c])
                + missing * fill[c];
        }
    }
}
