using static Microsoft.ML.SqueezeExcite.Tests.ScoringModels;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Images that cannot be decoded, in columns of decoded images, of bytes and of paths.</summary>
public sealed class InvalidImageTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly SeNetTransformer _model;
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _png;

    public InvalidImageTests()
    {
        _model = Create(_ml);
        using var picture = TinyImages.Picture(2, 1, 31, 20);
        _png = Encode(picture, ".png");
    }

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Transform_EncodedImages_EqualsTheDecodedOnes()
    {
        var pictures = Pictures(9);
        var bytes = pictures.Select(row => new BytesRow { Label = row.Label, Image = Encode(row.Image, ".png") }).ToArray();
        var expected = _model.Transform(View(_ml, pictures));
        var scored = _model.Transform(_ml.Data.LoadFromEnumerable(bytes));
        Assert.Equal(expected.Scores(), scored.Scores());
        Assert.Equal(expected.Keys(), scored.Keys());
        Assert.Equal("Vector<Byte>", scored.Schema["Image"].Type.ToString());
        Assert.Equal(expected.Schema["Score"].Type, scored.Schema["Score"].Type);

        var paths = bytes.Select((row, i) => new PathRow { Image = Write($"{i}.png", row.Image) }).ToArray();
        Assert.Equal(expected.Scores(), _model.Transform(_ml.Data.LoadFromEnumerable(paths)).Scores());
    }

    [Fact]
    public void Transform_InvalidBytes_NamesTheRow()
    {
        var view = _model.Transform(
            _ml.Data.LoadFromEnumerable(
                new[] { _png, [1, 2, 3] }.Select(image => new BytesRow { Label = "seven", Image = image })));
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Score"]);
        var value = default(VBuffer<float>);
        Assert.True(cursor.MoveNext());
        getter(ref value);
        Assert.Equal(1, value.DenseValues().Sum(), 1e-5f);
        Assert.True(cursor.MoveNext());
        var e = Assert.Throws<InvalidDataException>(() => getter(ref value));
        Assert.Contains("row 1", e.Message, StringComparison.Ordinal);
        Assert.Contains("seven", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_InvalidPaths_AreMissingScoresWhereAsked()
    {
        var gone = _folder.File("gone.png");
        string[] paths =
        [
            Write("good.png", _png),
            gone,
            _folder.File("."),
            Write("empty.jpg", []),
            Write("text.png", "no image"u8.ToArray()),
            "",
            Write("fine.jpg", _png),
        ];
        _model.Scoring = new SeNetScoringOptions { OnInvalidImage = InvalidImageAction.Skip, BatchSize = 2 };
        var view = _model.Transform(_ml.Data.LoadFromEnumerable(paths.Select(path => new PathRow { Image = path }).ToArray()));
        var scores = view.Scores();
        Assert.All(scores[1..6], row => Assert.All(row, score => Assert.True(float.IsNaN(score))));
        Assert.Equal(scores[0], scores[6]);
        Assert.Equal([false, true, true, true, true, true, false], view.Keys().Select(key => key == 0));

        _model.Scoring = new SeNetScoringOptions();
        var e = Assert.Throws<InvalidDataException>(() =>
            _model.Transform(_ml.Data.LoadFromEnumerable([new PathRow { Image = gone }])).Scores());
        Assert.Contains(gone, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_MissingOrDisposedImages_NamesTheRow()
    {
        var disposed = TinyImages.Picture(1, 1);
        disposed.Dispose();
        PictureRow[] rows = [new() { Name = "none" }, new() { Name = "gone", Image = disposed }];
        foreach (var row in rows)
        {
            var e = Assert.Throws<InvalidDataException>(() => _model.Transform(View(_ml, [row])).Scores());
            Assert.Contains(row.Name, e.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 10_000)]
    [InlineData(10_000, 1)]
    public void Transform_OddSizes_AreScoredAsByTheStockChain(int width, int height)
    {
        using var picture = TinyImages.Picture(1, 1, width, height);
        using var again = TinyImages.Picture(1, 1, width, height);
        var expected = Stock(_ml, _model).Transform(View(_ml, [new PictureRow { Image = again }])).Scores();
        Assert.Equal(expected, _model.Transform(View(_ml, [new PictureRow { Image = picture }])).Scores());
    }

    [Fact]
    public void Transform_TooManyPixels_SaysTheLimit()
    {
        _model.Scoring = new SeNetScoringOptions { MaximumPixels = 31 * 20 - 1 };
        var e = Assert.Throws<InvalidDataException>(() =>
            _model.Transform(_ml.Data.LoadFromEnumerable([new BytesRow { Image = _png }])).Scores());
        Assert.Contains("at most 619 pixels, this one has 31 x 20", e.Message, StringComparison.Ordinal);
    }

    private string Write(string name, byte[] content)
    {
        var path = _folder.File(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private sealed class BytesRow
    {
        public string Label { get; set; } = "";

        public byte[] Image { get; set; } = [];
    }

    private sealed class PathRow
    {
        public string Image { get; set; } = "";
    }
}
