using System.Numerics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>How the two images of a pair are mixed.</summary>
/// <param name="Weight">The share that each keeps of itself; the rest is the other's.</param>
/// <param name="Cut">The part that they swap; null to blend them all over.</param>
internal sealed record PairMix(double Weight, Box? Cut)
{
    /// <summary>Mixes two images (H, W, C) in place.</summary>
    public void Apply(Span<float> a, Span<float> b, FeatureShape shape)
    {
        if (Cut is { } box)
            Swap(a, b, shape, box);
        else
            Blend(a, b, (float)Weight);
    }

    private static void Swap(Span<float> a, Span<float> b, FeatureShape shape, Box box)
    {
        for (var y = box.Top; y < box.Bottom; y++)
        {
            var (start, length) = ((y * shape.Width + box.Left) * shape.Channels, box.Width * shape.Channels);
            var first = a.Slice(start, length);
            var second = b.Slice(start, length);
            for (var i = 0; i < length; i++)
                (first[i], second[i]) = (second[i], first[i]);
        }
    }

    private static void Blend(Span<float> a, Span<float> b, float weight)
    {
        var (i, rest) = (0, 1 - weight);
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var (x, y) = (new Vector<float>(a[i..]), new Vector<float>(b[i..]));
            (x * weight + y * rest).CopyTo(a[i..]);
            (y * weight + x * rest).CopyTo(b[i..]);
        }

        for (; i < a.Length; i++)
            (a[i], b[i]) = (a[i] * weight + b[i] * rest, b[i] * weight + a[i] * rest);
    }
}
