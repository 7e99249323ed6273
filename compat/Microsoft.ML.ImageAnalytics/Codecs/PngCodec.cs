using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.Image.NativeMethods;

namespace Microsoft.ML.Transforms.Image;

/// <summary>PNG through libspng: every bit depth and colour type comes out as 8-bit BGRA.</summary>
internal static unsafe class PngCodec
{
    private const byte TrueColorWithAlpha = 6;

    public static PixelBuffer? Decode(ReadOnlySpan<byte> encoded)
    {
        using var decoder = spng_ctx_new(0);
        fixed (byte* png = encoded)
        {
            if (spng_set_png_buffer(decoder, png, (nuint)encoded.Length) != SpngOk
                || spng_get_ihdr(decoder, out var header) != SpngOk
                || !ImageCodec.IsPlausible(header.Width, header.Height, encoded.Length))
                return null;

            var pixels = PixelBuffer.Rent((int)header.Width, (int)header.Height, MLPixelFormat.Bgra32);
            if (!DecodePixels(decoder, pixels))
            {
                pixels.Dispose();
                return null;
            }

            AlphaMath.PremultiplyAndSwapRedBlue(pixels.Bytes);
            return pixels;
        }
    }

    public static void Encode(PixelBuffer pixels, Action<ReadOnlySpan<byte>> write)
    {
        var rgba = ArrayPool<byte>.Shared.Rent(pixels.ByteCount);
        byte* png = null;
        try
        {
            AlphaMath.ToStraightRgba(pixels, rgba);
            png = EncodeRgba(rgba, pixels.Width, pixels.Height, out var size);
            write(new ReadOnlySpan<byte>(png, size));
        }
        finally
        {
            NativeMemory.Free(png);
            ArrayPool<byte>.Shared.Return(rgba);
        }
    }

    private static bool DecodePixels(SpngContext decoder, PixelBuffer pixels)
    {
        fixed (byte* target = pixels.Bytes)
            return spng_decode_image(decoder, target, (nuint)pixels.ByteCount, SpngFormatRgba8, SpngDecodeTransparency) == SpngOk;
    }

    // The buffer that libspng hands out is the caller's, and comes from malloc.
    private static byte* EncodeRgba(byte[] rgba, int width, int height, out int size)
    {
        using var encoder = spng_ctx_new(SpngContextEncoder);
        var header = new SpngHeader { Width = (uint)width, Height = (uint)height, BitDepth = 8, ColorType = TrueColorWithAlpha };
        fixed (byte* source = rgba)
        {
            if (spng_set_option(encoder, SpngEncodeToBuffer, 1) != SpngOk
                || spng_set_ihdr(encoder, header) != SpngOk
                || spng_encode_image(
                    encoder, source, (nuint)width * (nuint)height * 4, SpngFormatPng, SpngEncodeFinalize) != SpngOk)
                throw new InvalidOperationException($"A {width} x {height} image cannot be written as PNG.");
        }

        var png = spng_get_png_buffer(encoder, out var length, out _);
        size = checked((int)length);
        return png;
    }
}
