using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Luma in all three colour channels, on an opaque image.</summary>
internal static class Grayscale
{
    public static PixelBuffer Convert(PixelBuffer source)
    {
        var layout = PixelLayout.Of(source.Format);
        var target = PixelBuffer.Rent(source.Width, source.Height, MLPixelFormat.Bgra32, isOpaque: true);
        var from = source.Bytes;
        var to = target.Bytes;
        for (var i = 0; i < to.Length; i += 4)
        {
            var luma = (0.3f * from[i + layout.Red]) + (0.59f * from[i + layout.Green]) + (0.11f * from[i + layout.Blue]);
            var gray = (byte)Math.Min(255, (int)(luma + 0.5f));
            (to[i], to[i + 1], to[i + 2], to[i + 3]) = (gray, gray, gray, 255);
        }

        return target;
    }
}
