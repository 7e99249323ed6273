using SkiaSharp;

namespace SqueezeExcite.Testing;

/// <summary>A picture and a copy of it that was planted.</summary>
internal sealed record PlantedCopy(string Original, string Copy, bool IsExact);

/// <summary>
/// Class folders of drawn pictures to train on and to test on, with faults: copies, resized and recompressed copies, copies under
/// another label, copies in the test, and files that are cut off.
/// </summary>
internal sealed class PlantedPictures
{
    private const int Classes = 5;

    private readonly Random _random = new(1);
    private readonly string _root;
    private readonly List<string> _drawn = [];

    /// <summary>Draws them.</summary>
    /// <param name="root">The folder, in which there will be <c>train</c> and <c>test</c>.</param>
    /// <param name="count">How many to train on; there are a tenth as many to test on.</param>
    /// <param name="side">The largest side.</param>
    public PlantedPictures(string root, int count, int side = 160)
    {
        _root = root;
        for (var i = 0; i < count; i++)
            _drawn.Add(Draw("train", i % Classes, i, side));
        for (var i = 0; i < count / 10; i++)
            Draw("test", i % Classes, i, side);
        Copies =
        [
            .. Enumerable.Range(0, 10).Select(i => Copy(i, "train", i % Classes, isExact: i < 5)),
        ];
        Conflicts = [Copy(10, "train", 1, isExact: true), Copy(11, "train", 2, isExact: false)];
        Leaks =
        [
            Copy(12, "test", 2, isExact: true), Copy(13, "test", 3, isExact: true), Copy(14, "test", 4, isExact: false),
        ];
        Truncated = [.. _drawn[15..19]];
        foreach (var path in Truncated)
            File.WriteAllBytes(path, File.ReadAllBytes(path)[..^(int)(new FileInfo(path).Length / 2)]);
    }

    /// <summary>The folder of pictures to train on.</summary>
    public string Training => Path.Combine(_root, "train");

    /// <summary>The folder of pictures to test on.</summary>
    public string Test => Path.Combine(_root, "test");

    /// <summary>Five exact copies and five that were resized and recompressed, under the same label.</summary>
    public IReadOnlyList<PlantedCopy> Copies { get; }

    /// <summary>Copies under another label, the first of them exact.</summary>
    public IReadOnlyList<PlantedCopy> Conflicts { get; }

    /// <summary>Copies in the test, the last of them resized and recompressed.</summary>
    public IReadOnlyList<PlantedCopy> Leaks { get; }

    /// <summary>The files that are cut off.</summary>
    public IReadOnlyList<string> Truncated { get; }

    private string Draw(string part, int label, int number, int side)
    {
        using var bitmap = new SKBitmap(_random.Next(side / 2, side + 1), _random.Next(side / 2, side + 1));
        using var canvas = new SKCanvas(bitmap);
        using var background = SKShader.CreateLinearGradient(
            new SKPoint(0, 0), new SKPoint(bitmap.Width, bitmap.Height), [Color(), Color()], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = background };
        canvas.DrawPaint(paint);
        paint.Shader = null;
        for (var shape = 0; shape < 5; shape++)
        {
            paint.Color = Color();
            var (x, y) = (_random.Next(bitmap.Width), _random.Next(bitmap.Height));
            var (radiusX, radiusY) = (_random.Next(side / 16, side / 4), _random.Next(side / 16, side / 4));
            if (shape % 2 == 0)
                canvas.DrawOval(x, y, radiusX, radiusY, paint);
            else
                canvas.DrawRect(x, y, radiusX, radiusY, paint);
        }

        return Save(bitmap, PathOf(part, label, $"{number}.jpg"), 90);
    }

    private PlantedCopy Copy(int original, string part, int label, bool isExact)
    {
        var copy = PathOf(part, label, $"copy-{original}.jpg");
        if (isExact)
        {
            File.Copy(_drawn[original], copy);
        }
        else
        {
            using var bitmap = SKBitmap.Decode(_drawn[original]);
            var share = 0.5 + 0.1 * (original % 5);
            using var resized = bitmap.Resize(
                new SKImageInfo((int)(share * bitmap.Width), (int)(share * bitmap.Height)), SKFilterQuality.Medium);
            Save(resized, copy, 70);
        }

        return new PlantedCopy(_drawn[original], copy, isExact);
    }

    private SKColor Color() => new((byte)_random.Next(256), (byte)_random.Next(256), (byte)_random.Next(256));

    private string PathOf(string part, int label, string name)
    {
        var folder = Path.Combine(_root, part, $"class-{label}");
        Directory.CreateDirectory(folder);
        return Path.Combine(folder, name);
    }

    private static string Save(SKBitmap bitmap, string path, int quality)
    {
        using var file = File.Create(path);
        bitmap.Encode(file, SKEncodedImageFormat.Jpeg, quality);
        return path;
    }
}
