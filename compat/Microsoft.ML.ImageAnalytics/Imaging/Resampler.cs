using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Microsoft.ML.Transforms.Image;

/// <summary>
/// Draws a scaled image on an opaque one: for each target row the source rows are mixed into one row of floats, a pixel to
/// a vector, and then that row's pixels into the target's. No fused arithmetic: the same bits on every processor.
/// </summary>
internal static class Resampler
{
    private const int Channels = 4;

    public static void Draw(PixelBuffer source, PixelBuffer target, DrawnArea area)
    {
        var (left, right) = (Math.Max(0, area.X), Math.Min(target.Width, area.X + area.Width));
        var (top, bottom) = (Math.Max(0, area.Y), Math.Min(target.Height, area.Y + area.Height));
        if (left >= right || top >= bottom)
            return;

        var columns = new FilterTable(source.Width, area.Width, left - area.X, right - left);
        var rows = new FilterTable(source.Height, area.Height, top - area.Y, bottom - top);
        var firstColumn = columns.First(0);
        var columnCount = columns.First(right - left - 1) + columns.TapCount - firstColumn;

        var mixed = ArrayPool<float>.Shared.Rent(columnCount * Channels);
        try
        {
            for (var y = top; y < bottom; y++)
            {
                var line = mixed.AsSpan(0, columnCount * Channels);
                MixRows(source, rows.First(y - top), rows.Weights(y - top), firstColumn * Channels, line);
                MixColumns(line, columns, firstColumn, target.Row(y)[(left * Channels)..(right * Channels)],
                    swapRedBlue: source.Format != target.Format);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(mixed);
        }
    }

    private static void MixRows(PixelBuffer source, int firstRow, ReadOnlySpan<float> weights, int offset, Span<float> mixed)
    {
        var last = mixed.Length - Vector256<byte>.Count;
        for (var i = 0; i <= last; i += Vector256<byte>.Count)
            MixBlock(source, firstRow, weights, offset + i, mixed[i..]);

        // What is left over is done by a block that overlaps the one before; a line shorter than a block byte by byte.
        if (last >= 0)
            MixBlock(source, firstRow, weights, offset + last, mixed[last..]);
        else
            MixBytes(source, firstRow, weights, offset, mixed);
    }

    // Eight pixels of each row stay in registers while the rows go by.
    private static void MixBlock(PixelBuffer source, int firstRow, ReadOnlySpan<float> weights, int offset, Span<float> mixed)
    {
        var (a, b, c, d) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        ref var start = ref MemoryMarshal.GetReference(source.Bytes[((firstRow * source.Stride) + offset)..]);
        for (var tap = 0; tap < weights.Length; tap++)
        {
            var (low, high) = Vector256.Widen(Vector256.LoadUnsafe(ref start, (nuint)tap * (nuint)source.Stride));
            var (bytes0, bytes1) = Vector256.Widen(low);
            var (bytes2, bytes3) = Vector256.Widen(high);
            var weight = Vector256.Create(weights[tap]);
            a += Vector256.ConvertToSingle(bytes0.AsInt32()) * weight;
            b += Vector256.ConvertToSingle(bytes1.AsInt32()) * weight;
            c += Vector256.ConvertToSingle(bytes2.AsInt32()) * weight;
            d += Vector256.ConvertToSingle(bytes3.AsInt32()) * weight;
        }

        a.CopyTo(mixed);
        b.CopyTo(mixed[8..]);
        c.CopyTo(mixed[16..]);
        d.CopyTo(mixed[24..]);
    }

    private static void MixBytes(PixelBuffer source, int firstRow, ReadOnlySpan<float> weights, int offset, Span<float> mixed)
    {
        for (var i = 0; i < mixed.Length; i++)
        {
            var sum = 0f;
            for (var tap = 0; tap < weights.Length; tap++)
                sum += weights[tap] * source.Row(firstRow + tap)[offset + i];
            mixed[i] = sum;
        }
    }

    private static void MixColumns(
        ReadOnlySpan<float> mixed, FilterTable columns, int firstColumn, Span<byte> target, bool swapRedBlue)
    {
        var pixels = MemoryMarshal.Cast<float, Vector128<float>>(mixed);
        var order = swapRedBlue ? Vector128.Create(2, 1, 0, 3) : Vector128.Create(0, 1, 2, 3);
        for (var x = 0; x < target.Length / Channels; x++)
        {
            var weights = columns.Weights(x);
            var taps = pixels.Slice(columns.First(x) - firstColumn, weights.Length);
            var sum = Vector128<float>.Zero;
            for (var tap = 0; tap < weights.Length; tap++)
                sum += taps[tap] * Vector128.Create(weights[tap]);
            Store(Vector128.Shuffle(sum, order), target[(x * Channels)..]);
        }
    }

    // The target is opaque and black underneath, so a premultiplied colour is the blended colour.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<float> color, Span<byte> target)
    {
        var rounded = Vector128.ConvertToInt32(
            Vector128.Clamp(color, Vector128<float>.Zero, Vector128.Create(255f)) + Vector128.Create(0.5f));
        target[0] = (byte)rounded[0];
        target[1] = (byte)rounded[1];
        target[2] = (byte)rounded[2];
        target[3] = 255;
    }
}
