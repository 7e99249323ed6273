using Microsoft.ML.Data;

/// <summary>Pictures to try things with: shapes of any size, place and colour on a noisy ground.</summary>
internal static class Shapes
{
    private static readonly Dictionary<string, Func<double, double, bool>> Inside = new()
    {
        ["circle"] = (x, y) => (x * x) + (y * y) < 1,
        ["square"] = (x, y) => Math.Max(Math.Abs(x), Math.Abs(y)) < 0.85,
        ["triangle"] = (x, y) => y < 0.8 && y > (2 * Math.Abs(x)) - 1,
        ["ring"] = (x, y) => (x * x) + (y * y) is > 0.35 and < 1,
        ["cross"] = (x, y) => Math.Min(Math.Abs(x), Math.Abs(y)) < 0.3 && Math.Max(Math.Abs(x), Math.Abs(y)) < 1,
        ["stripes"] = (x, y) => Math.Max(Math.Abs(x), Math.Abs(y)) < 1 && Math.Sin(8 * x) > 0,
    };

    /// <summary>Draws pictures of some shapes into a folder with a folder for each shape.</summary>
    public static string DrawFolder(string folder, int count, params string[] shapes)
    {
        foreach (var shape in shapes)
        {
            Directory.CreateDirectory(Path.Combine(folder, shape));
            for (var i = 0; i < count; i++)
            {
                using var picture = MLImage.CreateFromPixels(Side, Side, MLPixelFormat.Bgra32, Draw(shape, seed: i));
                picture.Save(Path.Combine(folder, shape, $"{i:D4}.png"));
            }
        }

        return folder;
    }

    /// <summary>The side of a picture, in pixels.</summary>
    public const int Side = 32;

    /// <summary>A picture's pixels, four bytes each: blue, green, red, 255.</summary>
    public static byte[] Draw(string shape, int seed)
    {
        var random = new Random(seed);
        var (radius, angle) = (random.Next(8, 14), (random.NextDouble() - 0.5) / 2);
        var (left, top) = (random.Next(radius, Side - radius), random.Next(radius, Side - radius));
        var colour = Enumerable.Range(0, 3).Select(_ => random.Next(90, 200)).ToArray();
        var pixels = new byte[4 * Side * Side];
        for (var p = 0; p < Side * Side; p++)
        {
            var (x, y) = ((double)((p % Side) - left) / radius, (double)((p / Side) - top) / radius);
            var inside = Inside[shape]
                ((x * Math.Cos(angle)) - (y * Math.Sin(angle)), (x * Math.Sin(angle)) + (y * Math.Cos(angle)));
            for (var c = 0; c < 3; c++)
                pixels[(4 * p) + c] = (byte)((inside ? colour[c] : 40) + random.Next(50));
            pixels[(4 * p) + 3] = 255;
        }

        return pixels;
    }
}
