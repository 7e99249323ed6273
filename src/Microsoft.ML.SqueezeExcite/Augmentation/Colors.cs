using System.Numerics;
using System.Runtime.InteropServices;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Changes of colour with given strengths, on images of 1 channel (grey) or 3 (red, green, blue), values 0..255: the formulas of
/// torchvision's functions on float tensors.
/// </summary>
internal static class Colors
{
    private const float Red = 0.2989f;
    private const float Green = 0.587f;
    private const float Blue = 0.114f;

    /// <summary>factor * x.</summary>
    public static void Brighten(Planes planes, float factor) => Blend(planes, factor, 0);

    /// <summary>factor * x + (1 - factor) * the image's mean grey.</summary>
    public static void Contrast(Planes planes, float factor)
    {
        var mean =
            planes.Channels == 1 ? Mean(planes, 0) : Red * Mean(planes, 0) + Green * Mean(planes, 1) + Blue * Mean(planes, 2);
        Blend(planes, factor, (float)mean);
    }

    /// <summary>factor * x + (1 - factor) * the pixel's grey.</summary>
    public static void Saturate(Planes planes, float factor)
    {
        var red = Vectors(planes, 0);
        var green = Vectors(planes, 1);
        var blue = Vectors(planes, 2);
        for (var i = 0; i < red.Length; i++)
        {
            var grey = (red[i] * Red + green[i] * Green + blue[i] * Blue) * (1 - factor);
            (red[i], green[i], blue[i]) = (
                Clamp(red[i] * factor + grey),
                Clamp(green[i] * factor + grey),
                Clamp(blue[i] * factor + grey));
        }
    }

    /// <summary>Turns the hue of the HSV cylinder; one is a full turn.</summary>
    public static void TurnHue(Planes planes, float turns)
    {
        var red = Vectors(planes, 0);
        var green = Vectors(planes, 1);
        var blue = Vectors(planes, 2);
        for (var i = 0; i < red.Length; i++)
        {
            var (r, g, b) = (red[i], green[i], blue[i]);
            var value = Vector.Max(r, Vector.Max(g, b));
            var chroma = value - Vector.Min(r, Vector.Min(g, b));
            var divisor = Vector.ConditionalSelect(Vector.Equals(chroma, Vector<float>.Zero), Vector<float>.One, chroma);
            var hue = Vector.ConditionalSelect(
                Vector.Equals(value, r),
                (g - b) / divisor,
                Vector.ConditionalSelect(
                    Vector.Equals(value, g), (b - r) / divisor + new Vector<float>(2), (r - g) / divisor + new Vector<float>(4)));
            hue += new Vector<float>(6 * turns);
            (red[i], green[i], blue[i]) = (
                Sector(hue, 5, value, chroma),
                Sector(hue, 3, value, chroma),
                Sector(hue, 1, value, chroma));
        }
    }

    // A channel of a colour whose hue is in sixths: value - chroma * max(0, min(k, 4 - k, 1)), k = (hue + offset) mod 6.
    private static Vector<float> Sector(Vector<float> hue, float offset, Vector<float> value, Vector<float> chroma)
    {
        var k = hue + new Vector<float>(offset);
        k -= Vector.Floor(k / 6) * 6;
        return value
            - chroma * Vector.Max(Vector<float>.Zero, Vector.Min(Vector<float>.One, Vector.Min(k, new Vector<float>(4) - k)));
    }

    private static void Blend(Planes planes, float factor, float other)
    {
        var rest = new Vector<float>((1 - factor) * other);
        for (var c = 0; c < planes.Channels; c++)
        {
            foreach (ref var x in Vectors(planes, c))
                x = Clamp(x * factor + rest);
        }
    }

    private static double Mean(Planes planes, int channel)
    {
        var sum = 0.0;
        foreach (var x in planes[channel][..planes.Area])
            sum += x;
        return sum / planes.Area;
    }

    private static Vector<float> Clamp(Vector<float> x) => Vector.Min(Vector.Max(x, Vector<float>.Zero), new Vector<float>(255));

    private static Span<Vector<float>> Vectors(Planes planes, int channel) =>
        MemoryMarshal.Cast<float, Vector<float>>(planes[channel]);
}
