using System.Numerics;
using ColorBits = Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator.ColorBits;
using ColorsOrder = Microsoft.ML.Transforms.Image.ImagePixelExtractingEstimator.ColorsOrder;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Which channels a vector of pixels holds, in which order, one plane after the other or pixel by pixel.</summary>
internal readonly record struct ColorPlanes(ColorBits Colors, ColorsOrder Order, bool Interleaved)
{
    public int Count => BitOperations.PopCount((uint)Colors);

    /// <summary>The byte of a pixel that each plane holds.</summary>
    public IEnumerable<int> Channels(PixelLayout layout)
    {
        // The names of the orders spell them.
        foreach (var letter in Order.ToString())
        {
            var (color, channel) = letter switch
            {
                'A' => (ColorBits.Alpha, layout.Alpha),
                'R' => (ColorBits.Red, layout.Red),
                'G' => (ColorBits.Green, layout.Green),
                'B' => (ColorBits.Blue, layout.Blue),
                _ => (default, -1),
            };
            if (Colors.HasFlag(color) && channel >= 0)
                yield return channel;
        }
    }

    /// <summary>Where a plane begins in a vector of so many pixels, and how far apart its values stand.</summary>
    public (int Start, int Step) Plane(int index, int pixelCount) => Interleaved ? (index, Count) : (index * pixelCount, 1);
}
