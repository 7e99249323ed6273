using System.Collections.Concurrent;
using static Microsoft.ML.SqueezeExcite.Tests.ScoringModels;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Transform in batches against the stock chain, which scores row by row.</summary>
public sealed class ScoredViewTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly SeNetTransformer _model;

    public ScoredViewTests() => _model = Create(_ml);

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(null, null)]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(7, 5)]
    [InlineData(64, 2)]
    public void Transform_AnyBatchSizeAndThreads_EqualsTheStockChainToTheBit(int? batchSize, int? threads)
    {
        _model.Scoring = new SeNetScoringOptions { BatchSize = batchSize, Threads = threads };
        var view = View(_ml, Pictures(23));
        var (scores, keys) = StockPredictions(_ml, _model, 23);
        var ours = _model.Transform(view);
        Assert.Equal(scores, ours.Scores());
        Assert.Equal(keys, ours.Keys());
        Assert.True(ours.Scores().Select(row => row[0]).Distinct().Count() > 20);
    }

    [Fact]
    public void Transform_LargerResNet_EqualsTheStockChainToTheBit()
    {
        using var model = Create(_ml, "se-resnet-20-cifar", 32);
        model.Scoring = new SeNetScoringOptions { BatchSize = 5, Threads = 2 };
        Assert.Equal(StockPredictions(_ml, model, 12).Scores, model.Transform(View(_ml, Pictures(12))).Scores());
    }

    [Fact]
    public void Schema_OfImages_IsTheStockChains()
    {
        var view = View(_ml, Pictures(2));
        var stock = Stock(_ml, _model).Transform(view).Schema;
        var ours = _model.Transform(view).Schema;
        Assert.Equal(Describe(stock), Describe(ours));
        Assert.Equal(Describe(stock), Describe(_model.GetOutputSchema(view.Schema)));
        Assert.Contains("PredictedLabel Key<UInt32, 0-3> KeyValues", Describe(ours), StringComparison.Ordinal);
        Assert.Contains("SlotNames", Describe(ours), StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_ColumnNamesThatItAddsItself_HidesTheOldOnes()
    {
        var view = _ml.Transforms.CopyColumns("Score", "Name").Append(_ml.Transforms.CopyColumns("PredictedLabel", "Label"))
            .Append(_ml.Transforms.CopyColumns(OnnxModel.Input, "Label"))
            .Fit(View(_ml, Pictures(5))).Transform(View(_ml, Pictures(5)));
        var stock = Stock(_ml, _model).Transform(view);
        var ours = _model.Transform(view);
        Assert.Equal(Describe(stock.Schema), Describe(ours.Schema));
        Assert.Equal(StockPredictions(_ml, _model, 5).Scores, ours.Scores());
        Assert.Equal(["picture 0", "picture 1", "picture 2", "picture 3", "picture 4"], ours.GetColumn<string>("Name"));
    }

    [Fact]
    public void Transform_ImagesInMemory_LeavesThemToTheCaller()
    {
        var pictures = Pictures(9);
        var view = View(_ml, pictures);
        var first = _model.Transform(view).Scores();
        var second = _model.Transform(view).Scores();
        Assert.Equal(first, second);
        Assert.Equal(first, _ml.Data.Cache(_model.Transform(view), "Score").Scores());
        Assert.Equal(first, _model.Transform(view).Scores());
        Assert.All(pictures, row => Assert.Equal(row.Image.Width * row.Image.Height * 4, row.Image.Pixels.Length));
    }

    [Fact]
    public void Transform_ScoresNotAskedFor_ReadsNoImage()
    {
        var images = 0;
        var view = _model.Transform(Counting(() => Interlocked.Increment(ref images)));
        Assert.Equal(6, view.GetColumn<string>("Name").Count());
        Assert.Equal(6, view.GetColumn<string>("Label").Count());
        using (var cursor = view.GetRowCursor(view.Schema))
            Assert.True(cursor.MoveNext());
        Assert.Equal(0, images);
        _ = view.Scores();
        Assert.Equal(6, images);
    }

    [Fact]
    public void Cursors_TwoAtOnceInDifferentPlaces_AreIndependent()
    {
        _model.Scoring = new SeNetScoringOptions { BatchSize = 2, Threads = 2 };
        var view = _model.Transform(View(_ml, Pictures(15)));
        var expected = view.Scores();
        using var a = view.GetRowCursor(view.Schema);
        using var b = view.GetRowCursor(view.Schema);
        var (fromA, fromB) = (
            a.GetGetter<VBuffer<float>>(view.Schema["Score"]),
            b.GetGetter<VBuffer<float>>(view.Schema["Score"]));
        for (var i = 0; i < 15; i++)
        {
            Assert.True(a.MoveNext());
            Assert.Equal(expected[i], Read(fromA));
            if (i % 3 != 2)
                continue;
            Assert.True(b.MoveNext());
            Assert.Equal(expected[i / 3], Read(fromB));
        }
    }

    [Fact]
    public void Cursor_RowsPassedOver_GivesTheOthersTheirOwnScores()
    {
        _model.Scoring = new SeNetScoringOptions { BatchSize = 2, Threads = 3 };
        var view = _model.Transform(View(_ml, Pictures(23)));
        var expected = view.Scores();
        using var cursor = view.GetRowCursor([view.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Score"]);
        for (var i = 0; cursor.MoveNext(); i++)
        {
            if (i is 3 or 4 or 15 or 22)
                Assert.Equal(expected[i], Read(getter));
        }
    }

    [Fact]
    public void Transform_ThroughOtherViews_KeepsRowsAndScoresTogether()
    {
        var view = _model.Transform(View(_ml, Pictures(20)));
        var expected = view.GetColumn<string>("Name").Zip(view.Scores()).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (
            var other in new[]
            {
                _ml.Data.ShuffleRows(view, seed: 3),
                _ml.Data.SkipRows(view, 5),
                _ml.Data.TakeRows(view, 7),
                _ml.Data.Cache(view, "Name", "Score"),
            })
        {
            var pairs = other.GetColumn<string>("Name").Zip(other.Scores()).ToArray();
            Assert.NotEmpty(pairs);
            Assert.All(pairs, pair => Assert.Equal(expected[pair.First], pair.Second));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Transform_ViewThatFails_FailsAgainInItsOwnWords(int threads)
    {
        var pictures = Pictures(8);
        var reads = 0;
        IEnumerable<PictureRow> Failing()
        {
            // The first to read is the cursor of the view itself.
            var fails = Interlocked.Increment(ref reads) > 1;
            foreach (var picture in pictures)
                yield return fails && picture == pictures[5] ? throw new IOException("the disk is gone") : picture;
        }

        _model.Scoring = new SeNetScoringOptions { BatchSize = 2, Threads = threads };
        var view = _model.Transform(View(_ml, Failing()));
        using var cursor = view.GetRowCursor([view.Schema["Score"]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Score"]);
        for (var i = 0; i < 6; i++)
            Assert.True(cursor.MoveNext());
        for (var i = 0; i < 2; i++)
        {
            var e = Assert.ThrowsAny<Exception>(() => Read(getter));
            Assert.Contains("the disk is gone", e.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Transform_FewerRowsWhenReadAgain_SaysSo()
    {
        var pictures = new ConcurrentQueue<PictureRow>(Pictures(8));
        IEnumerable<PictureRow> Drain()
        {
            while (pictures.TryDequeue(out var picture))
                yield return picture;
        }

        var view = _model.Transform(View(_ml, Drain()));
        var e = Assert.Throws<InvalidOperationException>(() => view.Scores());
        Assert.Contains("same rows each time", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, 6)]
    [InlineData(1, 6, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(6, 6, 2)]
    [InlineData(6, 5, 6)]
    [InlineData(5, 6, 6)]
    public void Transform_AnotherNumberOfRowsToOneCursor_SaysSo(params int[] rows)
    {
        var pictures = Pictures(6);
        var cursors = -1;
        IEnumerable<PictureRow> Rows()
        {
            foreach (var picture in pictures.Take(rows[Interlocked.Increment(ref cursors)]))
                yield return picture;
        }

        _model.Scoring = new SeNetScoringOptions { BatchSize = 4, Threads = 2 };
        var view = _model.Transform(View(_ml, Rows()));
        var e = Assert.Throws<InvalidOperationException>(() => view.Scores());
        Assert.Contains("same rows each time", e.Message, StringComparison.Ordinal);
        Assert.Equal(2, cursors);
    }

    [Fact]
    public void Transform_MirrorAveraging_AveragesWithTheMirrorImagesScores()
    {
        using var picture = TinyImages.Picture(4, 1);
        var row = new byte[picture.Pixels.Length];
        for (var i = 0; i < row.Length; i += 4)
            picture
                .Pixels.Slice((i / 4 / TinyImages.Side * TinyImages.Side + TinyImages.Side - 1 - i / 4 % TinyImages.Side) * 4, 4)
                .CopyTo(row.AsSpan(i));
        using var mirrored = MLImage.CreateFromPixels(TinyImages.Side, TinyImages.Side, picture.PixelFormat, row);
        var plain = _model.Transform(View(_ml, [new PictureRow { Image = picture }, new PictureRow { Image = mirrored }]))
            .Scores();
        _model.Scoring = new SeNetScoringOptions { MirrorAveraging = true };
        var averaged = _model.Transform(View(_ml, [new PictureRow { Image = picture }])).Scores().Single();
        Assert.Equal(plain[0].Zip(plain[1], (a, b) => (a + b) / 2), averaged);
        Assert.NotEqual(plain[0], averaged);
    }

    [Fact]
    public void Dispose_WhileAnotherThreadScores_IsAnErrorThere()
    {
        using var model = Create(_ml);
        model.Scoring = new SeNetScoringOptions { BatchSize = 1 };
        var view = model.Transform(View(_ml, Pictures(50)));
        using var cursor = view.GetRowCursor(view.Schema);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema["Score"]);
        Assert.True(cursor.MoveNext());
        _ = Read(getter);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() =>
        {
            while (cursor.MoveNext())
                Read(getter);
        });
    }

    [Fact]
    public void Scoring_OutOfRange_NamesEverySetting()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            _model.Scoring = new SeNetScoringOptions
            {
                BatchSize = 0,
                Threads = 0,
                MaximumPixels = 0,
            });
        Assert.Contains("BatchSize must be between 1 and 4096, was 0", e.Message, StringComparison.Ordinal);
        Assert.Contains("Threads must be between 1 and 1024, was 0", e.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumPixels", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_NoFeatureColumn_NamesIt()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() =>
            _model.Transform(_ml.Data.LoadFromEnumerable([new { Other = 1f }])));
        Assert.Contains("'Image'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_FeatureColumnOfNumbers_SaysWhatItMustHold()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() =>
            _model.Transform(_ml.Data.LoadFromEnumerable([new { Image = 1f }])));
        Assert.Contains("feature column 'Image' must hold images", e.Message, StringComparison.Ordinal);
        Assert.Contains("was Single", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_VectorsOfAnotherSize_NamesBothSizes()
    {
        var view = _ml.Transforms.Concatenate("Image", "A", "B").Fit(_ml.Data.LoadFromEnumerable([new { A = 1f, B = 2f }]))
            .Transform(_ml.Data.LoadFromEnumerable([new { A = 1f, B = 2f }]));
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => _model.Transform(view));
        Assert.Contains(
            $"feature column 'Image' has 2 values a row, the network takes {_model.Network.Input}, which are 432",
            e.Message,
            StringComparison.Ordinal);
    }

    private static float[] Read(ValueGetter<VBuffer<float>> getter)
    {
        var value = default(VBuffer<float>);
        getter(ref value);
        return [.. value.DenseValues()];
    }

    private IDataView Counting(Action read) => new CountedImages(View(_ml, Pictures(6)), read);
}
