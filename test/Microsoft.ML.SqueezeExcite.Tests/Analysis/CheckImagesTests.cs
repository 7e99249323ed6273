using SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class CheckImagesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly MLContext _ml = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void CheckImages_PlantedFaults_FindsThemAndNoOthers()
    {
        const int Count = 300;
        var planted = new PlantedPictures(_folder.Path, Count);
        var reported = new List<long>();
        var check = _ml.Data.CheckImages(
            Files(planted.Training), test: Files(planted.Test), progress: new Synchronous(reported.Add));

        Assert.Equal(Count + 12 + Count / 10 + 3, check.Images);
        Assert.Equal(check.Images, reported[^1]);
        Assert.True(check.HasErrors);
        Assert.Equal(planted.Truncated.Order(), check.Unreadable.Select(image => image.Path!).Order());
        Assert.All(check.Unreadable, image => Assert.Contains("the image is cut off", image.Fault, StringComparison.Ordinal));
        Assert.All(planted.Copies, copy => Assert.Equal((false, false), (Of(check, copy).IsConflict, Of(check, copy).IsLeak)));
        Assert.All(planted.Conflicts, copy => Assert.True(Of(check, copy).IsConflict));
        Assert.All(planted.Leaks, copy => Assert.True(Of(check, copy).IsLeak));

        PlantedCopy[] all = [.. planted.Copies, .. planted.Conflicts, .. planted.Leaks];
        var known = all.SelectMany(copy => new[] { copy.Original, copy.Copy }).ToHashSet();
        var others = check.Copies.SelectMany(copies => copies.Images).Count(image => !known.Contains(image.Path!));
        Assert.InRange(others, 0, Count / 100);
        Assert.Equal(["class-0", "class-1", "class-2", "class-3", "class-4"], check.Classes.Select(c => c.Name));
        Assert.Equal((62, 0, 6), (check.Classes[0].Training, check.Classes[0].Validation, check.Classes[0].Test));
    }

    [Fact]
    public void CheckImages_ColumnsOfBytesAndOfImages_FindTheSameCopies()
    {
        byte[] a = Picture(MLPixelFormat.Bgra32, 10), b = Picture(MLPixelFormat.Bgra32, 200);
        var view = _ml.Data.LoadFromEnumerable(
            new[] { new Row("x", a), new Row("y", b), new Row("y", a), new Row(null, []), new Row("x", [1, 2, 3]) });
        var bytes = _ml.Data.CheckImages(view);
        Assert.Equal([0L, 2L], Assert.Single(bytes.Copies).Images.Select(image => image.Row));
        Assert.True(bytes.Copies[0].IsExact && bytes.Copies[0].IsConflict);
        Assert.Equal((5, 1, 3), (bytes.Images, bytes.Unlabelled, bytes.Grey));
        Assert.Equal([3L, 4L], bytes.Unreadable.Select(image => image.Row));
        Assert.Equal(new ValueSpread(40, 40, 40), bytes.Widths);
        Assert.Equal(new ValueSpread(2, 2, 2), bytes.AspectRatios);

        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
        var images = _ml.Data.CheckImages(_ml.Data.DecodeImages(keyed, "Image"));
        Assert.Equal([0L, 2L], Assert.Single(images.Copies).Images.Select(image => image.Row));
        Assert.True(images.Copies[0].IsConflict);
        Assert.Equal(2, images.Unreadable.Count);
    }

    /// <summary>Images in memory stay the caller's; what they are is seen in their pixels.</summary>
    [Fact]
    public void CheckImages_OfImagesInMemory_LeavesThemAsTheyAre()
    {
        using var opaque = TinyImages.Picture(1, 1);
        using var transparent = MLImage.CreateFromPixels(2, 2, MLPixelFormat.Bgra32, new byte[16]);
        var check = _ml.Data.CheckImages(ScoringModels.View(
            _ml, [new PictureRow { Label = "x", Image = opaque }, new PictureRow { Label = "y", Image = transparent }]));
        Assert.Equal((2, 1), (check.Images, check.Transparent));
        Assert.Equal((TinyImages.Side, 2), (opaque.Width, transparent.Width));
    }

    [Theory]
    [InlineData(0, new string[0])]
    [InlineData(0.2, new[] { "two" })]
    [InlineData(0.9, new[] { "two", "three" })]
    public void CheckImages_ShareHeldOut_NamesClassesThatAreTooSmall(double fraction, string[] expected)
    {
        var image = Picture(MLPixelFormat.Bgra32, 10);
        string[] labels = [.. Enumerable.Repeat("two", 2), .. Enumerable.Repeat("three", 3), .. Enumerable.Repeat("six", 6)];
        var view = _ml.Data.LoadFromEnumerable(labels.Select(label => new Row(label, image)));
        var check = _ml.Data.CheckImages(view, heldOutFraction: fraction);
        Assert.Equal(expected.Order(), check.SmallClasses.Order());
    }

    [Fact]
    public void CheckImages_WrongColumnsAndValues_AreNamed()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new Row("x", [1]) });
        Fails("could not find image column 'Picture'", () => _ml.Data.CheckImages(view, imageColumnName: "Picture"));
        Fails("could not find label column 'Class'", () => _ml.Data.CheckImages(view, "Class"));
        Fails("label column 'Image' must be text or a key", () => _ml.Data.CheckImages(view, "Image"));
        Fails("heldOutFraction must be at least 0 and below 1, was 1", () => _ml.Data.CheckImages(view, heldOutFraction: 1));
        Assert.Throws<OperationCanceledException>(() => _ml.Data.CheckImages(view, cancellation: new CancellationToken(true)));

        static void Fails(string message, Action check) => Assert.Contains(
            message, Assert.Throws<ArgumentOutOfRangeException>(check).Message, StringComparison.Ordinal);
    }

    private static ImageCopies Of(ImageCheck check, PlantedCopy copy) => check.Copies.Single(copies =>
        copies.IsExact == copy.IsExact
        && copies.Images.Any(image => image.Path == copy.Original)
        && copies.Images.Any(image => image.Path == copy.Copy));

    private IDataView Files(string root)
    {
        var rows = Directory.GetFiles(root, "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(path => new FileRow(Path.GetFileName(Path.GetDirectoryName(path)!), path));
        return _ml.Data.LoadFromEnumerable(rows.ToArray());
    }

    private static byte[] Picture(MLPixelFormat format, byte brightness)
    {
        var pixels = new byte[4 * 40 * 20];
        for (var i = 0; i < pixels.Length; i += 4)
            (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = (brightness, brightness, brightness, 255);
        using var image = MLImage.CreateFromPixels(40, 20, format, pixels);
        using var file = new TemporaryFolder();
        image.Save(file.File("a.png"));
        return File.ReadAllBytes(file.File("a.png"));
    }

    private sealed record Row(string? Label, byte[] Image);

    private sealed record FileRow(string Label, string Image);

    private sealed class Synchronous(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }
}
