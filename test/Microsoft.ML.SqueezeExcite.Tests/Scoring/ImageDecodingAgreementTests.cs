namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// Sixty drawn arrows, stored in every EXIF orientation and partly transparent: whatever a model was trained from, all ways of
/// scoring see what training saw, or say that they do not.
/// </summary>
public sealed class ImageDecodingAgreementTests : IDisposable
{
    private const int Side = 16;

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();
    private readonly ArrowFile[] _files;
    private readonly List<string> _log = [];

    public ImageDecodingAgreementTests()
    {
        _ml.TempFilePath = _folder.File("");
        _ml.Log += (_, e) => _log.Add(e.RawMessage);
        _files = [.. Enumerable.Range(0, 60).Select(Arrow)];
    }

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, ImageOrientation, string?> Trainings => new()
    {
        { "LoadImages", ImageOrientation.Ignore, null },
        { "bytes", ImageOrientation.Apply, null },
        { "bytes", ImageOrientation.Ignore, "white" },
        { "DecodeImages", ImageOrientation.Apply, "#8040C0" },
        { "DecodeImages", ImageOrientation.Ignore, null },
    };

    [Theory]
    [MemberData(nameof(Trainings))]
    public void Score_HoweverTrained_AgreesWithTraining(string training, ImageOrientation orientation, string? background)
    {
        var decoding = new ImageDecoding { Orientation = orientation, Background = background };
        var files = _ml.Data.LoadFromEnumerable(_files);
        var loading = _ml.Transforms.Conversion.MapValueToKey("Label").Append(_ml.Transforms.LoadImages("Image", "", "Path"));
        var steps = loading.Fit(files);
        IDataView Bytes() => _ml.Transforms.CopyColumns("Image", "Bytes").Fit(files).Transform(Keys(files));
        var view = training switch
        {
            "LoadImages" => steps.Transform(files),
            "bytes" => Bytes(),
            _ => _ml.Data.DecodeImages(steps.Transform(files), "Image", "Path", decoding),
        };
        var options = Options with { Decoding = training == "bytes" ? decoding : null };
        using var model = _ml.MulticlassClassification.Trainers.SeNetClassifier(options, _ml).Fit(view);
        var expected = _files.Select(file => Expected(model, file, decoding)).ToArray();
        Assert.Equal(decoding, model.Decoding);

        // Fitted: its own view, bytes, paths, and what DecodeImages makes of them.
        Agree(expected, model.Transform(view).Scores());
        Agree(expected, model.Transform(Bytes()).Scores());
        Agree(expected, model.Transform(_ml.Data.DecodeImages(Keys(files), "Image", "Path", decoding)).Scores());
        Agree(expected, model.Transform(_ml.Transforms.CopyColumns("Image", "Path").Fit(files).Transform(Keys(files))).Scores());

        // Saved behind the step that loads images.
        var path = _folder.File("model.zip");
        using (var chain = steps.Append<ITransformer>(model))
            _ml.Model.SaveSeNet(chain, files.Schema, path);
        using var predictor = new SeNetPredictor(path);
        Assert.Equal(decoding, predictor.Decoding);
        Agree(expected, [.. _files.Select(file => Ordered(predictor.Predict(file.Path), model.ClassNames))]);
        Agree(expected, [.. _files.Select(file => Ordered(predictor.Predict(file.Bytes), model.ClassNames))]);
        using var loaded = _ml.Model.LoadSeNet(path);
        Assert.Equal(decoding, loaded.Decoding);
        Agree(expected, loaded.Transform(files).Scores());
        using (var engine = _ml.Model.CreatePredictionEngine<ArrowFile, ArrowScore>(loaded, NotOwned))
            Agree(expected, [.. _files.Select(file => engine.Predict(file).Score)]);
        var again = _folder.File("again.zip");
        _ml.Model.SaveSeNet(loaded, files.Schema, again);
        using (var opened = _ml.Model.LoadSeNet(again))
            Agree(expected, opened.Transform(files).Scores());

        // Stock ML.NET loads images in one way. Where that is not the model's, training has said so.
        var stock = _ml.Model.Load(path, out _).Transform(files).Scores();
        if (decoding == ImageDecoding.Stock)
            Agree(expected, stock);
        else
            Assert.NotEqual(expected, stock);
        Assert.Equal(
            orientation == ImageOrientation.Apply,
            HasSaid("training images have an EXIF orientation and were turned"));
        Assert.Equal(background is null, HasSaid("training images have transparent parts, which are black"));
    }

    [Fact]
    public void Fit_AskedToDecodeWhatComesDecoded_SaysSo()
    {
        var files = _ml.Data.LoadFromEnumerable(_files);
        var view = _ml.Transforms.LoadImages("Image", "", "Path").Fit(files).Transform(Keys(files));
        var options = Options with { Decoding = new ImageDecoding { Background = "white" } };
        var e = Assert.Throws<ArgumentException>(() =>
            _ml.MulticlassClassification.Trainers.SeNetClassifier(options, _ml).Fit(view));
        Assert.Contains(
            "Decoding (orientation Apply, background white) has no effect on column 'Image', its images come decoded, with "
            + "orientation Ignore, background none",
            e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Transform_OfImagesThatWereDecodedOtherwise_SaysSo()
    {
        var files = Keys(_ml.Data.LoadFromEnumerable(_files));
        using var model = _ml.MulticlassClassification.Trainers.SeNetClassifier(Options, _ml)
            .Fit(_ml.Data.DecodeImages(files, "Image", "Path"));
        var other = _ml.Data.DecodeImages(files, "Image", "Path", ImageDecoding.Stock);
        var e = Assert.Throws<ArgumentException>(() => model.Transform(other));
        Assert.Contains("were decoded with orientation Ignore, background none", e.Message, StringComparison.Ordinal);
    }

    private static PredictionEngineOptions NotOwned => new() { OwnsTransformer = false };

    private static SeNetOptions Options => new()
    {
        Architecture = "se-resnet-8-cifar",
        Epochs = 1,
        BatchSize = 30,
        Device = TrainingDevice.Cpu,
        ImageSize = Side,
        Threads = 1,
    };

    private bool HasSaid(string text) => _log.Any(line => line.Contains(text, StringComparison.Ordinal));

    private IDataView Keys(IDataView view) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);

    // From the pixels that training is to have seen, by hand.
    private static float[] Expected(SeNetTransformer model, ArrowFile file, ImageDecoding decoding)
    {
        using var stored = MLImage.CreateFromStream(new MemoryStream(file.Bytes));
        var pixels = stored.Pixels.ToArray();
        if (decoding.Background is { } background)
        {
            var under = System.Drawing.ColorTranslator.FromHtml(background);
            for (var i = 0; i < pixels.Length; i += 4)
            {
                // Parts are transparent or they are not.
                if (pixels[i + 3] == 0)
                    (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = (under.B, under.G, under.R, 255);
            }
        }

        var (width, height) = (stored.Width, stored.Height);
        if (decoding.Orientation == ImageOrientation.Apply)
        {
            var values = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, uint>(pixels);
            pixels = System.Runtime.InteropServices.MemoryMarshal.AsBytes(
                ImageTurn.Apply(values, width, height, file.Orientation).AsSpan()).ToArray();
            (width, height) = ImageTurn.Size(width, height, file.Orientation);
        }

        using var seen = MLImage.CreateFromPixels(width, height, stored.PixelFormat, pixels);
        using var predictor = new SeNetPredictor(model);
        return Ordered(predictor.Predict(seen), model.ClassNames);
    }

    private static float[] Ordered(IReadOnlyList<LabelledScore> scores, IReadOnlyList<string> classNames) =>
        [.. classNames.Select(name => scores.Single(score => score.Label == name).Score)];

    private static void Agree(float[][] expected, float[][] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.True(expected.Select(scores => scores[0]).Distinct().Count() > 20);
        for (var i = 0; i < expected.Length; i++)
            for (var c = 0; c < expected[i].Length; c++)
                Assert.Equal(expected[i][c], actual[i][c], 1e-5f);
    }

    // An arrow that points up or down, stored in an orientation from 1 to 8; every fourth is on transparent ground.
    private ArrowFile Arrow(int index)
    {
        var (width, height, up) = (30 + index % 3, 20, index % 2 == 0);
        var random = new RandomStream(3, index);
        var ground = index % 4 == 3 ? 0 : 255;
        var pixels = new byte[4 * width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var tip = up ? y : height - 1 - y;
                var isArrow = Math.Abs(x - width / 2) <= (tip < height / 2 ? tip : 2);
                var value = (byte)(isArrow ? 150 + random.Next(100) : ground == 0 ? 0 : random.Next(60));
                pixels.AsSpan((y * width + x) * 4, 4).Fill(value);
                pixels[(y * width + x) * 4 + 3] = (byte)(isArrow ? 255 : ground);
            }
        }

        var orientation = index % 8 + 1;
        using var picture = MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, pixels);
        var file = ground == 0
            ? ScoringModels.Encode(picture, ".png")
            : EncodedPictures.Oriented(ScoringModels.Encode(picture, ".jpg"), orientation);
        var path = _folder.File($"{index}.img");
        File.WriteAllBytes(path, file);
        return new ArrowFile
        {
            Label = up ? "up" : "down",
            Path = path,
            Bytes = file,
            Orientation = ground == 0 ? 1 : orientation,
        };
    }
}

internal sealed class ArrowFile
{
    public string Label { get; set; } = "";

    public string Path { get; set; } = "";

    public byte[] Bytes { get; set; } = [];

    public int Orientation { get; set; }
}

internal sealed class ArrowScore
{
    public float[] Score { get; set; } = [];
}
