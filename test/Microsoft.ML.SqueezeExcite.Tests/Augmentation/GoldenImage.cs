using SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>The image of test/golden/augmentation.py, and what torchvision made of it.</summary>
internal static class GoldenImage
{
    // torchvision computes coordinates and colours in float32; a hue divides by small differences.
    private const double Tolerance = 1e-5;

    private static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, GoldenSummary>> Cases =
        GoldenValues.Load(Path.Combine(AppContext.BaseDirectory, "golden", "augmentation.json"));

    public static FeatureShape Shape { get; } = new(3, 21, 30);

    /// <summary>The pixels (H, W, C), 0..255.</summary>
    public static float[] Pixels(string name = "image") =>
        [.. GoldenValues.Of($"augmentation/{name}", Shape.Count).Select(x => ((float)x + 1) / 2 * 255)];

    public static void Matches(string name, FeatureShape shape, float[] pixels)
    {
        var difference = Cases[name]["pixels"].Difference(
            [shape.Height, shape.Width, shape.Channels], Array.ConvertAll(pixels, pixel => (double)pixel), Tolerance);
        Assert.True(difference is null, $"{name}: {difference}");
    }
}
