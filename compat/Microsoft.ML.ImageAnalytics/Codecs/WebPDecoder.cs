using Microsoft.ML.Data;
using static Microsoft.ML.Transforms.Image.NativeMethods;

namespace Microsoft.ML.Transforms.Image;

/// <summary>WebP, lossy and lossless, through libwebp. Animations are not read.</summary>
internal static unsafe class WebPDecoder
{
    public static PixelBuffer? Decode(ReadOnlySpan<byte> encoded)
    {
        fixed (byte* webp = encoded)
        {
            if (WebPGetInfo(webp, (nuint)encoded.Length, out var width, out var height) == 0
                || !ImageCodec.IsPlausible(width, height, encoded.Length))
                return null;

            var pixels = PixelBuffer.Rent(width, height, MLPixelFormat.Bgra32);
            fixed (byte* target = pixels.Bytes)
            {
                if (WebPDecodeRGBAInto(webp, (nuint)encoded.Length, target, (nuint)pixels.ByteCount, pixels.Stride) == null)
                {
                    pixels.Dispose();
                    return null;
                }
            }

            AlphaMath.PremultiplyAndSwapRedBlue(pixels.Bytes);
            return pixels;
        }
    }
}
