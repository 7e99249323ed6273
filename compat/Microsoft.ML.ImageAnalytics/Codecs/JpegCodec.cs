using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.Image.NativeMethods;

namespace Microsoft.ML.Transforms.Image;

/// <summary>JPEG through libjpeg-turbo. EXIF orientation is not applied: the official decoder leaves it to the caller.</summary>
internal static unsafe class JpegCodec
{
    private const int Quality = 100;

    public static PixelBuffer? Decode(ReadOnlySpan<byte> encoded)
    {
        using var decoder = tjInitDecompress();
        fixed (byte* jpeg = encoded)
        {
            // The call also fails for unusual chroma subsampling, which decodes well: what counts is that there is a size.
            _ = tjDecompressHeader3(
                decoder, jpeg, (nuint)encoded.Length, out var width, out var height, out _, out var colorspace);
            if (!ImageCodec.IsPlausible(width, height, encoded.Length))
                return null;

            var isCmyk = colorspace >= TjColorspaceCmyk;
            var pixels = PixelBuffer.RentCleared(width, height, MLPixelFormat.Bgra32, isOpaque: true);
            if (!Decompress(decoder, jpeg, encoded.Length, pixels, isCmyk ? TjCmyk : TjBgra))
            {
                pixels.Dispose();
                return null;
            }

            if (isCmyk)
                ConvertInvertedCmyk(pixels.Bytes);
            return pixels;
        }
    }

    public static void Encode(PixelBuffer pixels, Action<ReadOnlySpan<byte>> write)
    {
        using var encoder = tjInitCompress();
        byte* jpeg = null;
        try
        {
            nuint size = 0;
            fixed (byte* source = pixels.Bytes)
            {
                var format = pixels.Format == MLPixelFormat.Rgba32 ? TjRgbx : TjBgrx;
                if (tjCompress2(encoder, source, pixels.Width, pixels.Stride, pixels.Height, format, ref jpeg, ref size,
                        TjSubsample420, Quality, TjAccurateDct) != 0)
                    throw new InvalidOperationException($"A {pixels.Width} x {pixels.Height} image cannot be written as JPEG.");
            }

            write(new ReadOnlySpan<byte>(jpeg, checked((int)size)));
        }
        finally
        {
            tjFree(jpeg);
        }
    }

    // Damaged or cut-off data is a warning: what could be read is kept, the rest is grey.
    private static bool Decompress(TurboJpegHandle decoder, byte* jpeg, int length, PixelBuffer pixels, int format)
    {
        fixed (byte* target = pixels.Bytes)
            return tjDecompress2(decoder, jpeg, (nuint)length, target, pixels.Width, pixels.Stride, pixels.Height, format,
                TjAccurateDct) == 0 || tjGetErrorCode(decoder) == TjWarning;
    }

    // Adobe's CMYK files hold the inks inverted, 255 for none, so that ink times black is the colour.
    private static void ConvertInvertedCmyk(Span<byte> pixels)
    {
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var black = pixels[i + 3];
            (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = (
                AlphaMath.Multiply(pixels[i + 2], black),
                AlphaMath.Multiply(pixels[i + 1], black),
                AlphaMath.Multiply(pixels[i], black),
                255);
        }
    }
}
