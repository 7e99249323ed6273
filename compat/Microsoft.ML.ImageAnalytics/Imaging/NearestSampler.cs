using System.Runtime.InteropServices;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Stretches an image by picking the nearest source pixel, which is what the official Fill does.</summary>
internal static class NearestSampler
{
    public static PixelBuffer Resize(PixelBuffer source, int width, int height)
    {
        var target = PixelBuffer.Rent(width, height, source.Format, source.IsOpaque);
        for (var y = 0; y < height; y++)
        {
            var from = MemoryMarshal.Cast<byte, uint>(source.Row(Nearest(y, height, source.Height)));
            var to = MemoryMarshal.Cast<byte, uint>(target.Row(y));
            for (var x = 0; x < width; x++)
                to[x] = from[Nearest(x, width, source.Width)];
        }

        return target;
    }

    // The source pixel under the middle of the target pixel; a middle on the border belongs to the pixel before it.
    private static int Nearest(int position, int targetLength, int sourceLength)
        => (int)(((((2L * position) + 1) * sourceLength) - 1) / (2L * targetLength));
}
