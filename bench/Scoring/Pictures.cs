using Microsoft.ML.Data;

namespace ScoringBench;

/// <summary>Made-up photographs: slopes of colour with some noise, so that they compress like photographs.</summary>
internal static class Pictures
{
    public static MLImage Make(int seed, int width, int height)
    {
        var random = new Random(seed);
        var (a, b, c) = (random.NextDouble() * 6, random.NextDouble() * 6, random.NextDouble() * 6);
        var pixels = new byte[4 * width * height];
        for (var i = 0; i < pixels.Length; i += 4)
        {
            var (x, y) = (i / 4 % width / (double)width, i / 4 / width / (double)height);
            pixels[i] = (byte)(120 + 100 * Math.Sin(a * x + b * y) + random.Next(16));
            pixels[i + 1] = (byte)(120 + 100 * Math.Sin(b * x - c * y) + random.Next(16));
            pixels[i + 2] = (byte)(120 + 100 * Math.Cos(c * x * y + a) + random.Next(16));
            pixels[i + 3] = 255;
        }

        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, pixels);
    }

    /// <summary>Writes JPEGs.</summary>
    public static string[] WriteFiles(string folder, int count, int width, int height) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var path = Path.Combine(folder, $"{i:00000}.jpg");
            using var picture = Make(i, width, height);
            picture.Save(path);
            return path;
        }),
    ];
}
