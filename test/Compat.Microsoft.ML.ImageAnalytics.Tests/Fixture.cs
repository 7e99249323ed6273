using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Compat.Microsoft.ML.ImageAnalytics.Tests;

/// <summary>Committed files, and small images made on the spot.</summary>
internal static class Fixture
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures");

    public static string File(string name) => Path.Combine(Folder, name);

    public static byte[] Read(string name) => System.IO.File.ReadAllBytes(File(name));

    /// <summary>An image whose pixels are all different: red goes with x, green with y.</summary>
    public static MLImage Gradient(int width, int height, MLPixelFormat format = MLPixelFormat.Bgra32)
    {
        var layout = PixelLayout.Of(format);
        var pixels = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            pixels[(i * 4) + layout.Red] = (byte)(i % width * 10);
            pixels[(i * 4) + layout.Green] = (byte)(i / width * 20);
            pixels[(i * 4) + layout.Blue] = (byte)(200 - i);
            pixels[(i * 4) + layout.Alpha] = 255;
        }

        return MLImage.CreateFromPixels(width, height, format, pixels);
    }

    public static MLImage Uniform(int width, int height, byte blue, byte green, byte red, byte alpha = 255)
    {
        byte[] pixel = [blue, green, red, alpha];
        return MLImage.CreateFromPixels(
            width, height, MLPixelFormat.Bgra32, Enumerable.Range(0, width * height * 4).Select(i => pixel[i % 4]).ToArray());
    }
}
