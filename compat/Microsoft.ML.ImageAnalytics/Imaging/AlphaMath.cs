using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Exact 8-bit arithmetic on pixels with alpha.</summary>
internal static class AlphaMath
{
    /// <summary>a * b / 255, rounded to nearest.</summary>
    public static byte Multiply(int a, int b)
    {
        var product = (a * b) + 128;
        return (byte)((product + (product >> 8)) >> 8);
    }

    /// <summary>The colour before it was multiplied by <paramref name="alpha"/>.</summary>
    public static byte Unpremultiply(byte color, byte alpha)
        => alpha == 0 ? (byte)0 : (byte)Math.Min(255, ((color * 255) + (alpha / 2)) / alpha);

    /// <summary>Straight RGBA to premultiplied BGRA, in place.</summary>
    public static void PremultiplyAndSwapRedBlue(Span<byte> pixels)
    {
        foreach (ref var pixel in MemoryMarshal.Cast<byte, uint>(pixels))
        {
            var alpha = (byte)(pixel >> 24);
            if (alpha == 255)
            {
                pixel = SwapRedBlue(pixel);
                continue;
            }

            pixel = Multiply((byte)(pixel >> 16), alpha)
                | ((uint)Multiply((byte)(pixel >> 8), alpha) << 8)
                | ((uint)Multiply((byte)pixel, alpha) << 16)
                | ((uint)alpha << 24);
        }
    }

    /// <summary>Premultiplied pixels to straight RGBA.</summary>
    public static void ToStraightRgba(PixelBuffer source, Span<byte> rgba)
    {
        var layout = PixelLayout.Of(source.Format);
        var pixels = source.Bytes;
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var alpha = source.IsOpaque ? (byte)255 : pixels[i + layout.Alpha];
            rgba[i] = Unpremultiply(pixels[i + layout.Red], alpha);
            rgba[i + 1] = Unpremultiply(pixels[i + layout.Green], alpha);
            rgba[i + 2] = Unpremultiply(pixels[i + layout.Blue], alpha);
            rgba[i + 3] = alpha;
        }
    }

    // Read from the low byte up: R G B A becomes B G R A.
    private static uint SwapRedBlue(uint pixel)
        => (pixel & 0xFF00FF00) | ((pixel & 0xFF) << 16) | ((pixel >> 16) & 0xFF);
}
