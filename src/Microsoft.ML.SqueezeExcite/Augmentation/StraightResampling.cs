using System.Buffers;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Sampling where rows stay rows: first between two rows, all columns at once, then between the columns of the result.
/// </summary>
internal static class StraightResampling
{
    // The weights of a pixel sum to 1 but for rounding.
    private const float Negligible = 1e-6f;

    public static void Run(
        ReadOnlySpan<float> source,
        FeatureShape from,
        AffineMap placement,
        ReadOnlySpan<float> fill,
        Span<float> target,
        FeatureShape to)
    {
        var seen = placement.Crop ?? Box.Of(from);
        var extend = placement.Crop is not null;
        var taps = ArrayPool<Tap>.Shared.Rent(to.Width + to.Height);
        var scratch = ArrayPool<float>.Shared.Rent(seen.Width * from.Channels + Vector128<float>.Count);
        var columns = taps.AsSpan(0, to.Width);
        var rows = taps.AsSpan(to.Width, to.Height);
        var blended = scratch.AsSpan(0, seen.Width * from.Channels);
        Tap.Fill(columns, placement.XX, placement.X0 - seen.Left, (0, seen.Width), extend);
        Tap.Fill(rows, placement.YY, placement.Y0, (seen.Top, seen.Bottom), extend);
        for (var y = 0; y < to.Height; y++)
        {
            var tap = rows[y];
            Blend(
                Row(source, from, seen, tap.First),
                tap.FirstWeight,
                Row(source, from, seen, tap.Second),
                tap.SecondWeight,
                blended);
            Spread(scratch, columns, 1 - tap.Missing, fill, target.Slice(y * to.Width * to.Channels, to.Width * to.Channels));
        }

        ArrayPool<float>.Shared.Return(scratch);
        ArrayPool<Tap>.Shared.Return(taps);
    }

    private static ReadOnlySpan<float> Row(ReadOnlySpan<float> source, FeatureShape from, Box seen, int row) =>
        source.Slice((row * from.Width + seen.Left) * from.Channels, seen.Width * from.Channels);

    private static void Blend(
        ReadOnlySpan<float> first,
        float firstWeight,
        ReadOnlySpan<float> second,
        float secondWeight,
        Span<float> result)
    {
        if (firstWeight == 1)
        {
            first.CopyTo(result);
            return;
        }

        var i = 0;
        for (; i <= result.Length - Vector<float>.Count; i += Vector<float>.Count)
            (new Vector<float>(first[i..]) * firstWeight + new Vector<float>(second[i..]) * secondWeight).CopyTo(result[i..]);
        for (; i < result.Length; i++)
            result[i] = first[i] * firstWeight + second[i] * secondWeight;
    }

    // Of up to four channels a pixel is one vector: what it writes too much, the next pixel covers. The row is longer than its
    // pixels by a vector.
    private static void Spread(
        ReadOnlySpan<float> row,
        ReadOnlySpan<Tap> columns,
        float covered,
        ReadOnlySpan<float> fill,
        Span<float> result)
    {
        var channels = fill.Length;
        var vectors = channels <= Vector128<float>.Count ? result.Length - Vector128<float>.Count : -1;
        for (var x = 0; x < columns.Length; x++)
        {
            var tap = columns[x];
            var first = row[(tap.First * channels)..];
            var second = row[(tap.Second * channels)..];
            var missing = 1 - covered * (1 - tap.Missing);
            if (x * channels <= vectors && missing < Negligible)
                (Vector128.Create(first) * tap.FirstWeight + Vector128.Create(second) * tap.SecondWeight).CopyTo(
                    result[(x * channels)..]);
            else
                Sample(first, second, tap, missing, fill, result.Slice(x * channels, channels));
        }
    }

    private static void Sample(
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        Tap tap,
        float missing,
        ReadOnlySpan<float> fill,
        Span<float> pixel)
    {
        for (var c = 0; c < pixel.Length; c++)
        {
            pixel[c] = first[c] * tap.FirstWeight + second[c] * tap.SecondWeight;
            if (missing >= Negligible)
                pixel[c] += missing * fill[c];
        }
    }
}
