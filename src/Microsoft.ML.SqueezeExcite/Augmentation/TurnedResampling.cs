namespace Microsoft.ML.SqueezeExcite;

/// <summary>Sampling along slanting rows: each pixel from its four neighbours. All of the source may be seen, and the fill beyond.</summary>
internal static class TurnedResampling
{
    public static void Run(
        ReadOnlySpan<float> source, FeatureShape from, Placement placement, ReadOnlySpan<float> fill, Span<float> target, FeatureShape to)
    {
        var channels = from.Channels;
        var rest = target;
        for (var y = 0; y < to.Height; y++)
        {
            for (var x = 0; x < to.Width; x++)
            {
                var column = Tap.At(placement.X(x + 0.5, y + 0.5), 0, from.Width, extend: false);
                var row = Tap.At(placement.Y(x + 0.5, y + 0.5), 0, from.Height, extend: false);
                Sample(
                    source.Slice(row.First * from.Width * channels, from.Width * channels),
                    source.Slice(row.Second * from.Width * channels, from.Width * channels),
                    row,
                    column,
                    fill,
                    rest[..channels]);
                rest = rest[channels..];
            }
        }
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
