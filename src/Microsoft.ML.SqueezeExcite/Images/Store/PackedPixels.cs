using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// An image as it is kept, in (H, W, C) order: one byte a value where all values are whole numbers from 0 to 255, else the four
/// bytes of a Single. Its length tells which.
/// </summary>
internal static class PackedPixels
{
    /// <summary>Packs an image.</summary>
    /// <param name="planar">Its values, (C, H, W).</param>
    /// <param name="shape">Its shape.</param>
    public static byte[] Pack(ReadOnlySpan<float> planar, FeatureShape shape)
    {
        var bytes = new byte[planar.Length];
        if (TryNarrow(planar, bytes, shape.Channels))
            return bytes;
        var floats = new byte[planar.Length * sizeof(float)];
        Interleave(planar, MemoryMarshal.Cast<byte, float>(floats.AsSpan()), shape.Channels);
        return floats;
    }

    /// <summary>Writes the values of an image, (H, W, C).</summary>
    public static void Unpack(ReadOnlySpan<byte> packed, Span<float> pixels)
    {
        if (packed.Length == pixels.Length)
            Widen(packed, pixels);
        else
            MemoryMarshal.Cast<byte, float>(packed).CopyTo(pixels);
    }

    private static bool TryNarrow(ReadOnlySpan<float> planar, Span<byte> interleaved, int channels)
    {
        for (int channel = 0, from = 0; channel < channels; channel++)
        {
            for (var to = channel; to < interleaved.Length; to += channels, from++)
            {
                interleaved[to] = (byte)planar[from];
                if (interleaved[to] != planar[from])
                    return false;
            }
        }

        return true;
    }

    private static void Interleave(ReadOnlySpan<float> planar, Span<float> interleaved, int channels)
    {
        for (int channel = 0, from = 0; channel < channels; channel++)
        {
            for (var to = channel; to < interleaved.Length; to += channels, from++)
                interleaved[to] = planar[from];
        }
    }

    private static void Widen(ReadOnlySpan<byte> bytes, Span<float> pixels)
    {
        var i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out var low, out var high);
            Store(low, pixels[i..]);
            Store(high, pixels[(i + Vector<ushort>.Count)..]);
        }

        for (; i < bytes.Length; i++)
            pixels[i] = bytes[i];
    }

    private static void Store(Vector<ushort> values, Span<float> pixels)
    {
        Vector.Widen(values, out var low, out var high);
        Vector.ConvertToSingle(low).CopyTo(pixels);
        Vector.ConvertToSingle(high).CopyTo(pixels[Vector<uint>.Count..]);
    }
}
