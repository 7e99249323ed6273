namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>How Fit reads and keeps images.</summary>
public sealed class SeNetTrainerDataTests : IDisposable
{
    private static readonly SeNetOptions Tiny = new()
    {
        Architecture = "se-resnet-8-cifar",
        Epochs = 2,
        BatchSize = 16,
        Device = TrainingDevice.Cpu,
        ImageSize = TinyImages.Side,
        Threads = 2,
    };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    public SeNetTrainerDataTests() => _ml.TempFilePath = _folder.File("");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fit_TenTimesTheMemoryBudget_GivesTheSameModelToTheBit()
    {
        var view = Keyed(Files(80));
        float[][] Scores(long budget)
        {
            using var model = Fit(
                Tiny with
                {
                    MemoryBudget = budget,
                    Validation = Validation.Split(0.25),
                    Augmentation = new Augmentation { RandomSizeCrop = 0.08 },
                },
                view);
            return [.. model.Transform(view).GetColumn<float[]>("Score")];
        }

        var bytes = 80L * TinyImages.Side * TinyImages.Side * 3;
        var expected = Scores(bytes);
        Assert.Equal(expected, Scores(bytes / 10));
        Assert.Equal(expected, Scores(0));
    }

    [Fact]
    public void Fit_ValidationSet_SharesTheBudget()
    {
        var (training, validation) = (Keyed(Files(20)), Keyed(Files(12)));
        var columns = ImageColumns.Find(training.Schema, "Label", "Image", TinyImages.Side, null);
        var bytes = 25L * TinyImages.Side * TinyImages.Side * 3;
        var (first, second) = columns.Read(
            training, TinyImages.Side, validation, 0, 1,
            new ImageReading
            {
                MemoryBudget = bytes,
                SpillFolder = _folder.File(""),
                Workers = 3,
            },
            CancellationToken.None);
        using (first)
        using (second)
            Assert.Equal((bytes / 25 * 20, bytes / 25 * 5), (first.Pixels.BytesInMemory, second!.Pixels.BytesInMemory));
    }

    [Fact]
    public void Read_LargerTrainingImages_ValidatesOnThePixelsThatScoringSees()
    {
        var view = Keyed(Files(40));
        var columns = ImageColumns.Find(view.Schema, "Label", "Image", TinyImages.Side, null);
        var reading = new ImageReading { Workers = 2 };
        var (training, validation) = columns.Read(view, 16, null, 0.25, 3, reading, CancellationToken.None);
        using var all = ImageSet.Read(view, RowSelection.All, columns.Labels, columns.Features, "test", CancellationToken.None);
        using (training)
        using (validation)
        {
            Assert.Equal((new FeatureShape(3, 16, 16), 30), (training.Shape, training.Count));
            Assert.Equal((all.Shape, 10), (validation!.Shape, validation.Count));
            Assert.Equal([15, 15], training.Labels.CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value));
            var images = Images(all);
            Assert.All(Images(validation), image => Assert.Contains(image, images));
        }

        static string[] Images(ImageSet set) => [.. Enumerable.Range(0, set.Count).Select(i =>
        {
            var pixels = new float[set.Shape.Count];
            set.Pixels.Read(i, pixels);
            return string.Join(' ', pixels);
        })];
    }

    [Fact]
    public void Fit_FolderThatCannotBeWrittenTo_IsFoundBeforeAnyImageIsRead()
    {
        var view = Keyed(Files(4, broken: [0, 1, 2, 3]));
        File.WriteAllText(_folder.File("file"), "");
        var e = Assert.Throws<IOException>(() => Fit(Tiny with { Checkpoints = Checkpoints.In(_folder.File("file")) }, view));
        Assert.Contains($"the folder '{_folder.File("file")}' cannot be made", e.Message, StringComparison.Ordinal);
        _ml.TempFilePath = _folder.File("nowhere");
        e = Assert.Throws<IOException>(() => Fit(Tiny, view));
        Assert.Contains($"the folder '{_folder.File("nowhere")}' cannot be written to", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ResumedWithTheClassesInAnotherOrder_IsRefused()
    {
        var options = Tiny with { Checkpoints = Checkpoints.In(_folder.File("run")), Epochs = 1 };
        using var first = Fit(options, Keyed(Files(16)));
        var turned = _ml.Data.LoadFromEnumerable(
            _ml.Data.CreateEnumerable<EncodedRow>(Files(16), reuseRowObject: false).Reverse().ToArray());
        var e = Assert.Throws<InvalidDataException>(() =>
            Fit(options with { Checkpoints = Checkpoints.In(_folder.File("run"), resume: true), Epochs = 2 }, Keyed(turned)));
        Assert.Contains("its class 1 is '0', that of the data '1'", e.Message, StringComparison.Ordinal);
        using var resumed = Fit(
            options with
            {
                Checkpoints = Checkpoints.In(_folder.File("run"), resume: true),
                Epochs = 2,
            },
            Keyed(Files(16)));
        Assert.Equal(2, resumed.Training.Epochs);
    }

    [Fact]
    public void Fit_RandomSizeCrop_TakesItsPartsFromTheLargerImage()
    {
        float Loss(int? decodeSize)
        {
            using var model = Fit(
                Tiny with
                {
                    Augmentation = new Augmentation { RandomSizeCrop = 0.08 },
                    DecodeSize = decodeSize,
                    Epochs = 1,
                },
                Keyed(Files(16)));
            return (float)model.Training.Loss;
        }

        Assert.Equal(Loss(14), Loss(null));
        Assert.NotEqual(Loss(TinyImages.Side), Loss(null));
    }

    [Fact]
    public void Fit_ValidationFractionThatLeavesNothing_SaysSoBeforeAnImageIsRead()
    {
        var e = Assert.Throws<InvalidOperationException>(() =>
            Fit(Tiny with { Validation = Validation.Split(0.01) }, Keyed(Files(8, broken: [0, 1, 2, 3, 4, 5, 6, 7]))));
        Assert.Contains("leaves 8 to train on and 0 to validate on", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(4097)]
    public void Check_DecodeSizeOutOfRange_IsNamed(int size) => Assert.Contains(
        $"DecodeSize must be between the ImageSize of 12 and 4096, was {size}",
        Assert.Throws<ArgumentException>(() => (Tiny with { DecodeSize = size }).Check()).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Fit_InvalidImage_IsNamed()
    {
        var e = Assert.Throws<InvalidDataException>(() => Fit(Tiny, Keyed(Files(16, broken: [5, 9]))));
        Assert.Contains("row 5", e.Message, StringComparison.Ordinal);
        Assert.Contains("picture 5", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_InvalidImagesSkipped_ReportsThemAndTrainsOnTheRest()
    {
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);
        using var model = Fit(Tiny with { OnInvalidImage = InvalidImageAction.Skip }, Keyed(Files(16, broken: [5, 9])));
        Assert.Equal((14, 2), (model.Training.Images, model.Training.SkippedImageCount));
        Assert.Equal([5, 9], model.Training.SkippedImages.Select(image => int.Parse(image.Row.Split("row ")[1].Split(',')[0])));
        Assert.Contains("not an image that can be decoded", model.Training.SkippedImages[0].Reason, StringComparison.Ordinal);
        Assert.Contains(
            log,
            line =>
                line.Contains("2 training images cannot be read", StringComparison.Ordinal)
                && line.Contains("picture 9", StringComparison.Ordinal));

        using var without = Fit(Tiny, Keyed(Files(16, left: [5, 9])));
        Assert.Equal(without.Training.Loss, model.Training.Loss);
    }

    [Fact]
    public void Fit_NoImageThatCanBeRead_SaysSo()
    {
        var e = Assert.Throws<InvalidOperationException>(
            () => Fit(Tiny with { OnInvalidImage = InvalidImageAction.Skip }, Keyed(Files(4, broken: [0, 1, 2, 3]))));
        Assert.Contains("no image can be read", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_NoImageOfAClassThatCanBeRead_NamesTheClassAndTheFirst()
    {
        var e = Assert.Throws<InvalidDataException>(
            () => Fit(Tiny with { OnInvalidImage = InvalidImageAction.Skip }, Keyed(Files(6, broken: [0, 1, 3, 5]))));
        Assert.StartsWith("no training image of class '1' can be read: 3 of '1', the first Image, row 1", e.Message);
        Assert.Contains("picture 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_ClassWithoutTrainingImages_IsSaid()
    {
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);
        var three = _ml.Data.LoadFromEnumerable(((string[])["0", "1", "2"]).Select(label => new EncodedRow { Label = label }));
        var keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(three).Transform(Files(8));
        using var model = Fit(Tiny with { Epochs = 1 }, keyed);
        Assert.Contains(log, line => line.Contains("1 of 3 classes have no training images: '2'", StringComparison.Ordinal));
    }

    /// <summary>Each picture twice: with the key, a copy is never validated on while the other is trained on.</summary>
    [Fact]
    public void Fit_SamplingKey_IsHeededByTheValidationSplit()
    {
        var twice = Keyed(_ml.Data.LoadFromEnumerable(
            Enumerable.Repeat(_ml.Data.CreateEnumerable<EncodedRow>(Files(20), reuseRowObject: false), 2)
                .SelectMany(rows => rows).ToArray()));
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);
        using var model = Fit(
            Tiny with { Epochs = 1, SamplingKeyColumnName = "Path", Validation = Validation.Split(0.25) }, twice);
        Assert.Contains(log, line => line.Contains("30 training images, 10 validation images", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_EncodedImages_ScoresThemAndSavesWhatTakesImages()
    {
        var view = Keyed(Files(16));
        using var model = Fit(Tiny, view);
        var scored = model.Transform(view);
        var expected = scored.GetColumn<float[]>("Score").ToArray();
        Assert.Equal(16, expected.Length);
        Assert.Equal(
            scored.Schema.Select(column => column.Name),
            model.GetOutputSchema(view.Schema).Select(column => column.Name));

        var images = _ml.Data.DecodeImages(view);
        using var fromImages = Fit(Tiny, images);
        Assert.Equal(expected, fromImages.Transform(images).GetColumn<float[]>("Score"));
        Assert.Equal(expected, model.Transform(images).GetColumn<float[]>("Score"));

        using var stream = new MemoryStream();
        _ml.Model.Save(model, images.Schema, stream);
        using var loaded = (IDisposable)new MLContext().Model.Load(stream, out _);
        Assert.Equal(expected, ((ITransformer)loaded).Transform(images).GetColumn<float[]>("Score"));
    }

    [Fact]
    public void Fit_OfAPipelineOnEncodedImages_ChecksTheColumnsFirst()
    {
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(_ml.MulticlassClassification.Trainers.SeNetClassifier(Tiny with { Epochs = 1 }, _ml))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        using var model = pipeline.Fit(Files(8));
        Assert.All(
            model.Transform(Files(8)).GetColumn<string>("PredictedLabel"),
            label => Assert.Contains(label, (string[])["0", "1"]));
    }

    [Theory]
    [InlineData(-1, InvalidImageAction.Skip, "MemoryBudget must be at least 0, was -1")]
    [InlineData(0, (InvalidImageAction)7, "OnInvalidImage must be one of Throw, Skip, was 7")]
    public void Check_OutOfRange_IsNamed(long budget, InvalidImageAction action, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<ArgumentException>(() => (Tiny with { MemoryBudget = budget, OnInvalidImage = action }).Check())
                .Message,
            StringComparison.Ordinal);

    private SeNetTransformer Fit(SeNetOptions options, IDataView view) =>
        _ml.MulticlassClassification.Trainers.SeNetClassifier(options, _ml).Fit(view);

    private IDataView Keyed(IDataView view) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);

    /// <summary>Encoded pictures, larger than the network's.</summary>
    private IDataView Files(int count, int[]? broken = null, int[]? left = null) => _ml.Data.LoadFromEnumerable(
        Enumerable.Range(0, count).Where(i => left?.Contains(i) is not true).Select(i => new EncodedRow
        {
            Label = $"{i % 2}",
            Path = $"picture {i}",
            Image = broken?.Contains(i) is true ? [1, 2, 3] : Encoded(i),
        }).ToArray());

    private byte[] Encoded(int index)
    {
        using var picture = TinyImages.Picture(index, index % 2, 20, 16);
        var path = _folder.File("picture.png");
        picture.Save(path);
        return File.ReadAllBytes(path);
    }
}
