using SqueezeExcite.Testing;
using static Microsoft.ML.SqueezeExcite.Tests.ScoringModels;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SeNetPredictorTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly SeNetTransformer _model;
    private readonly TemporaryFolder _folder = new();

    public SeNetPredictorTests() => _model = Create(_ml);

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    /// <summary>What was begun is answered: reading an image comes before its place in a batch.</summary>
    [Fact]
    public async Task Dispose_WithCallsBegun_AnswersThemAll()
    {
        using var model = Create(_ml);
        var picture = Encode(TinyImages.Picture(1, 1, 64, 48), ".png");
        var predictor = new SeNetPredictor(model);
        var calls = Enumerable.Range(0, 500).Select(_ => predictor.PredictAsync(picture)).ToArray();
        await predictor.DisposeAsync();
        Assert.All(calls, call => Assert.True(call.IsCompletedSuccessfully));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => predictor.PredictAsync(picture));
    }

    /// <summary>A network whose numbers overflow; ML.NET gives rows of NaN.</summary>
    [Fact]
    public async Task Predict_OfADivergedNetwork_SaysSo()
    {
        using var model = Create(_ml, normalization: new ChannelStatistics([0, 0, 0], [1e-38f, 1e-38f, 1e-38f]));
        using var picture = TinyImages.Picture(1, 1);
        await using var predictor = new SeNetPredictor(
            model,
            new SeNetPredictorOptions { OnInvalidImage = InvalidImageAction.Skip });
        const string Message = "the model's scores of an image are not finite numbers (NaN): its network has diverged";
        Assert.StartsWith(
            Message,
            Assert.Throws<InvalidOperationException>(() => predictor.Predict(picture)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => predictor.PredictMany([picture]).Count());
        await Assert.ThrowsAsync<InvalidOperationException>(() => predictor.PredictAsync(picture));
    }

    [Fact]
    public void Predict_DecodedEncodedAndFiles_EqualsTransform()
    {
        var pictures = Pictures(7);
        var expected = _model.Transform(View(_ml, pictures)).Scores();
        var path = _folder.File("model.zip");
        _ml.Model.Save(_model, null, path);
        using var predictor = new SeNetPredictor(path);
        foreach (var (picture, scores) in pictures.Zip(expected))
        {
            var encoded = Encode(picture.Image, ".png");
            var file = _folder.File("picture.png");
            File.WriteAllBytes(file, encoded);
            var prediction = predictor.Predict(picture.Image);
            Assert.Equal(
                scores.Zip(Classes)
                    .OrderByDescending(pair => pair.First)
                    .Select(pair => new LabelledScore(pair.Second, pair.First)),
                prediction);
            Assert.Equal(prediction, predictor.Predict(encoded));
            Assert.Equal(prediction, predictor.Predict(file));
        }
    }

    [Fact]
    public async Task Predict_EightThreadsManyAndAsync_EqualsTheSerialResults()
    {
        var pictures = Pictures(40).Select(row => row.Image).ToArray();
        using var predictor = new SeNetPredictor(_model, new SeNetPredictorOptions { BatchSize = 7, TopK = 2 });
        var serial = pictures.Select(predictor.Predict).ToArray();
        Assert.All(serial, prediction => Assert.Equal(2, prediction.Count));

        var parallel = new IReadOnlyList<LabelledScore>[pictures.Length];
        Parallel.For(
            0,
            pictures.Length,
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => parallel[i] = predictor.Predict(pictures[i]));
        Assert.Equal(serial, parallel);
        Assert.Equal(serial, predictor.PredictMany(pictures));
        Assert.Equal(serial, await Task.WhenAll(pictures.Select(picture => predictor.PredictAsync(picture))));
    }

    [Fact]
    public async Task Predict_InvalidImages_AreErrorsOrEmpty()
    {
        using var stream = new MemoryStream(Save(_ml, _model));
        using var strict = new SeNetPredictor(stream);
        using var lenient = new SeNetPredictor(
            _model,
            new SeNetPredictorOptions { OnInvalidImage = InvalidImageAction.Skip, BatchSize = 2 });
        byte[] bad = [0xFF, 0xD8, 0xFF, 0, 1];
        using var picture = TinyImages.Picture(1, 1);
        var good = Encode(picture, ".png");
        Assert.Throws<InvalidDataException>(() => strict.Predict(bad));
        Assert.Throws<InvalidDataException>(() => strict.Predict(ReadOnlyMemory<byte>.Empty));
        await Assert.ThrowsAsync<InvalidDataException>(() => strict.PredictAsync(bad));
        var missing = _folder.File("missing.jpg");
        Assert.Contains(
            missing,
            Assert.Throws<InvalidDataException>(() => strict.Predict(missing)).Message,
            StringComparison.Ordinal);
        var many = Assert.Throws<InvalidDataException>(() =>
            strict.PredictMany(new ReadOnlyMemory<byte>[] { good, good, bad }).ToArray());
        Assert.Contains("image 2", many.Message, StringComparison.Ordinal);

        Assert.Empty(lenient.Predict(bad));
        Assert.Empty(await lenient.PredictAsync(bad));
        Assert.Equal(
            [4, 0, 4],
            lenient.PredictMany(new ReadOnlyMemory<byte>[] { good, bad, good }).Select(prediction => prediction.Count));
    }

    [LinuxFact]
    public void Predict_ManyTimes_KeepsNoFileOpen()
    {
        using var picture = TinyImages.Picture(1, 1, 31, 20);
        var file = _folder.File("picture.png");
        picture.Save(file);
        using var predictor = new SeNetPredictor(_model);
        var view = _ml.Data.LoadFromEnumerable([new { Image = file }]);
        int Open() =>
            Directory.EnumerateFileSystemEntries("/proc/self/fd")
                .Count(fd => File.ResolveLinkTarget(fd, false)?.FullName == file);
        for (var i = 0; i < 100; i++)
        {
            predictor.Predict(file);
            _ = _model.Transform(view).Scores();
        }

        Assert.Equal(0, Open());
    }

    [Fact]
    public async Task Predict_Disposed_SaysSo()
    {
        using var picture = TinyImages.Picture(1, 1);
        var predictor = new SeNetPredictor(_model);
        predictor.Dispose();
        predictor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => predictor.Predict(picture));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => predictor.PredictAsync(picture));
    }

    [Fact]
    public void Constructor_OptionsOutOfRange_NamesThem()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            new SeNetPredictor(
                _model,
                new SeNetPredictorOptions
                {
                    TopK = 0,
                    MaximumDelay = TimeSpan.FromHours(1),
                    BatchSize = -1,
                }));
        Assert.Contains("TopK must be at least 1, was 0", e.Message, StringComparison.Ordinal);
        Assert.Contains("MaximumDelay", e.Message, StringComparison.Ordinal);
        Assert.Contains("BatchSize", e.Message, StringComparison.Ordinal);
    }
}
