using System.Text.Json;
using SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>A file of test/golden/exif.py, and what Pillow shows it as.</summary>
internal sealed record GoldenExif(string Name, int Orientation, byte[] File, int Width, int Height, byte[] Rgb)
{
    public static IReadOnlyList<GoldenExif> All { get; } = JsonSerializer.Deserialize<GoldenExif[]>(
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "exif.json")), GoldenValues.Json)!;

    /// <summary>The greatest difference of two decoders.</summary>
    public int Tolerance => Name.StartsWith("jpeg", StringComparison.Ordinal) ? 2 : 0;

    /// <summary>Compares the pixels R, G, B.</summary>
    public void Matches(MLImage image)
    {
        Assert.Equal((Width, Height), (image.Width, image.Height));
        var bgr = image.GetBGRPixels;
        for (var i = 0; i < Rgb.Length; i++)
            Assert.InRange(bgr[i / 3 * 3 + 2 - i % 3] - Rgb[i], -Tolerance, Tolerance);
    }
}
