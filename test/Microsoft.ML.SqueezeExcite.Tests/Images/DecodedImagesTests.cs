namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class DecodedImagesTests : IDisposable
{
    private static readonly GoldenExif Turned = GoldenExif.All.Single(file => file.Name == "png-rgb-6");

    private readonly MLContext _ml = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DecodeImages_OfPaths_TurnsThemAsExifSays()
    {
        File.WriteAllBytes(_folder.File("a.png"), Turned.File);
        var view = View(new EncodedRow { Path = _folder.File("a.png") }, new EncodedRow { Path = "" });
        var images = Images(_ml.Data.DecodeImages(view, "Image", "Path")).ToArray();
        Turned.Matches(images[0]!);
        Assert.Equal(_folder.File("a.png"), images[0]!.Tag);
        Assert.Null(images[1]);
    }

    [Fact]
    public void DecodeImages_OfBytes_HidesThemUnderTheSameName()
    {
        var decoded = _ml.Data.DecodeImages(View(new EncodedRow { Image = Turned.File }, new EncodedRow()));
        var images = Images(decoded).ToArray();
        Turned.Matches(images[0]!);
        Assert.Null(images[1]);
        Assert.Equal(2, decoded.Schema.Count(column => column.Name == "Image"));
    }

    [Fact]
    public void DecodeImages_OfAFileThatIsNoImage_NamesItWhenItIsRead()
    {
        File.WriteAllText(_folder.File("a.png"), "text");
        var decoded = _ml.Data.DecodeImages(View(new EncodedRow { Path = _folder.File("a.png") }), "Image", "Path");
        Assert.Contains(
            "a.png",
            Assert.Throws<InvalidDataException>(() => Images(decoded).Count()).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Photo", "Photo")]
    [InlineData("Number", "must hold paths")]
    public void DecodeImages_OfAnotherColumn_SaysWhatItMustHold(string column, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.DecodeImages(View(new EncodedRow()), "Image", column))
                .Message,
            StringComparison.Ordinal);

    private IDataView View(params EncodedRow[] rows) => _ml.Data.LoadFromEnumerable(rows);

    private static IEnumerable<MLImage?> Images(IDataView view)
    {
        using var cursor = view.GetRowCursor([view.Schema["Image"]]);
        var getter = cursor.GetGetter<MLImage>(view.Schema["Image"]);
        while (cursor.MoveNext())
        {
            var image = default(MLImage)!;
            getter(ref image);
            yield return image;
        }
    }
}

/// <summary>A row of an image file: its path, or its bytes.</summary>
internal sealed class EncodedRow
{
    public string Label { get; set; } = "";

    public string Path { get; set; } = "";

    public byte[] Image { get; set; } = [];

    public int Number { get; set; }
}
