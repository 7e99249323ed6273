using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class FineTuningTests : IDisposable
{
    private static readonly FeatureShape Image = new(1, TinyImages.Side, TinyImages.Side);

    private static readonly SeNetOptions Tiny = new()
    {
        Architecture = "se-resnet-8-cifar",
        Epochs = 1,
        BatchSize = 16,
        Schedule = Schedule.Cosine() with { WarmUpEpochs = 0 },
        Optimizer = Optimizer.Sgd(0.05),
        Device = TrainingDevice.Cpu,
    };

    private readonly MLContext _ml = new(seed: 1);
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("weights.safetensors");

    private FineTuning Tuning => FineTuning.From(File);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fit_PretrainedWeightsAtNoRate_ScoresAsTheyDo()
    {
        using var original = Write(classes: 4);
        var statistics = new ChannelStatistics([100], [50]);
        using var model = Fit(
            Tiny with
            {
                Optimizer = Optimizer.Sgd(1e-30),
                FineTuning = Tuning with { FreezeBatchNorm = true },
                Normalization = statistics,
            });
        var row = TinyImages.Pixels(0, 0);
        original.eval();
        using var image = tensor(row.Select(pixel => (pixel - 100) / 50).ToArray(), [1, 1, TinyImages.Side, TinyImages.Side]);
        using var mode = inference_mode();
        using var logits = original.call(image);
        using var expected = logits.softmax(1);
        Agreement.Within(1e-4, expected.data<float>().ToArray(), model.Transform(Images()).GetColumn<float[]>("Score").First());
    }

    [Fact]
    public void Fit_PretrainedWeightsOfOtherClasses_TrainsANewClassLayerAndSaysSo()
    {
        using var original = Write(classes: 9);
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);
        using var model = Fit(
            Tiny with
            {
                Epochs = 15,
                Augmentation = Augmentation.None,
                FineTuning = Tuning with { FreezeUpToStage = 1, HeadRateFactor = 2 },
            });
        Assert.InRange(_ml.MulticlassClassification.Evaluate(model.Transform(Images())).MicroAccuracy, 0.9, 1);
        Assert.Contains(
            log,
            line => line.Contains("the class layer is new, since the file has 9 classes and the data 4", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void Run_FrozenStages_StayAsTheyAreToTheBitAndTheOthersMove(int stage, bool batchNorm)
    {
        using var network = Write(classes: 4);
        var before = ModuleWeights.Read(network);
        Train(network, Tiny with { FineTuning = Tuning with { FreezeUpToStage = stage, FreezeBatchNorm = batchNorm } });
        var after = ModuleWeights.Read(network);
        foreach (var node in network.Network.Nodes)
        {
            foreach (var (name, _) in node.Tensors)
            {
                var isStatistic = name.Contains("running_", StringComparison.Ordinal);
                var frozen = node.Stage <= stage || (batchNorm && isStatistic);
                Assert.True(
                    frozen == before[name].Values.SequenceEqual(after[name].Values),
                    $"{name} {(frozen ? "moved" : "stayed")}");
            }
        }
    }

    [Fact]
    public void Run_HeadRateFactor_MultipliesTheHeadsStepAlone()
    {
        IReadOnlyDictionary<string, float[]> Steps(double factor)
        {
            using var network = Write(classes: 4);
            var before = ModuleWeights.Read(network);
            Train(
                network,
                Tiny with
                {
                    BatchSize = 64,
                    FineTuning = Tuning with { HeadRateFactor = factor },
                    Optimizer = Optimizer.Sgd(0.05, weightDecay: 0),
                });
            return ModuleWeights.Read(network)
                .ToDictionary(
                    pair => pair.Key,
                    pair => pair.Value.Values.Zip(before[pair.Key].Values, (a, b) => a - b).ToArray());
        }

        var (single, triple) = (Steps(1), Steps(3));
        Agreement.Within(1e-4, single["fc.bias"].Select(step => 3 * step).ToArray(), triple["fc.bias"]);
        Assert.Equal(single["conv1.weight"], triple["conv1.weight"]);
    }

    /// <summary>Every fault of the weights is found before the images, the first of which cannot be read.</summary>
    [Theory]
    [InlineData("resnet-8-cifar", 0, "unexpected: ")]
    [InlineData("se-resnet-20-cifar", 0, "missing: ")]
    [InlineData("se-resnet-8-cifar", 5, "FreezeUpToStage must be between 0 and 4")]
    public void Fit_WeightsThatDoNotFit_AreRefusedBeforeAnyImageIsRead(string architecture, int stage, string message)
    {
        Write(classes: 4).Dispose();
        var e = Assert.ThrowsAny<Exception>(() =>
            Fit(Tiny with { Architecture = architecture, FineTuning = Tuning with { FreezeUpToStage = stage } }, Broken()));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WeightsThatAreMissingOrDamaged_AreRefusedBeforeAnyImageIsRead()
    {
        Assert.Throws<FileNotFoundException>(() => Fit(Tiny, Broken()));
        System.IO.File.WriteAllBytes(File, System.IO.File.ReadAllBytes(GoldenFiles.Named("malicious.pth")));
        Assert.Contains(
            "posix.system",
            Assert.Throws<InvalidDataException>(() => Fit(Tiny, Broken())).Message,
            StringComparison.Ordinal);
        Write(classes: 4).Dispose();
        Assert.Contains(
            "row 0",
            Assert.Throws<InvalidDataException>(() => Fit(Tiny, Broken())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_FileOfSeTrainerImport_UsesItsNormalization()
    {
        Write(classes: 4).Dispose();
        var own = _folder.File("own.safetensors");
        using (var file = TensorFile.Open(File))
        using (var stream = System.IO.File.Create(own))
        {
            var metadata = new NetworkMetadata
            {
                Architecture = "se-resnet-8-cifar",
                Input = Image,
                Classes = 4,
                Attention = SqueezeExcitation.Default,
                ImageStatistics = new([10], [20]),
            };
            SafetensorsWriter.Write(
                stream,
                [.. file.Tensors.Keys.Select(name => TensorSource.Of(name, file.Read(name)))],
                metadata.ToDictionary());
        }

        float[][] Scores(string path, ChannelStatistics? statistics)
        {
            using var model = Fit(Tiny with { FineTuning = FineTuning.From(path), Normalization = statistics });
            return [.. model.Transform(Images()).GetColumn<float[]>("Score")];
        }

        Assert.Equal(Scores(File, new([10], [20])), Scores(own, null));
        Assert.NotEqual(Scores(File, null)[0], Scores(own, null)[0]);
    }

    [Fact]
    public void SeNetClassifier_OptionsOutOfRange_AreNamed()
    {
        var e = Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.SeNetClassifier(
            Tiny with { FineTuning = new FineTuning { FreezeUpToStage = 2, HeadRateFactor = 0 } }, _ml));
        Assert.All(
            ["fine-tuning needs PretrainedWeights, the path of a file, was ''", "HeadRateFactor must be above 0, was 0"],
            part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
        e = Assert.Throws<ArgumentException>(() =>
            _ml.MulticlassClassification.Trainers.SeNetClassifier(
                Tiny with
                {
                    FineTuning = FineTuning.From(" ") with { FreezeUpToStage = -1, HeadRateFactor = double.NaN },
                },
                _ml));
        Assert.All(
            ["PretrainedWeights", "FreezeUpToStage must be at least 0, was -1", "NaN"],
            part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_ResumedWithoutTheFileOfWeights_GoesOnAsIfItWereThere()
    {
        using var original = Write(classes: 4);
        float[][] Scores(SeNetOptions options)
        {
            using var model = Fit(options);
            return [.. model.Transform(Images()).GetColumn<float[]>("Score")];
        }

        var kept = Tiny with { Epochs = 2, Checkpoints = Checkpoints.In(_folder.File("run")) };
        var expected = Scores(kept with { Checkpoints = null });
        Scores(kept with { StopAfterEpochs = 1 });
        System.IO.File.Delete(File);
        Assert.Equal(expected, Scores(kept with { Checkpoints = Checkpoints.In(_folder.File("run"), resume: true) }));
        Assert.Throws<FileNotFoundException>(() => Fit(kept));
    }

    private TorchNetwork Write(int classes)
    {
        var network = ForeignFile.Network("se-resnet-8-cifar", Image, classes);
        ForeignFile.Write(File, network);
        return network;
    }

    private IDataView Images() => Keyed(TinyImages.View(_ml, 64, label => $"{label}"));

    private IDataView Broken()
    {
        var rows = Enumerable.Range(0, 4).Select(i => new Row { Label = $"{i}", Image = TinyImages.Pixels(i, i) }).ToArray();
        rows[0].Image[0] = float.NaN;
        return Keyed(_ml.Data.LoadFromEnumerable(rows));
    }

    private IDataView Keyed(IDataView view) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);

    private SeNetTransformer Fit(SeNetOptions options, IDataView? images = null) =>
        _ml.MulticlassClassification.Trainers.SeNetClassifier(options with { FineTuning = options.FineTuning ?? Tuning }, _ml)
            .Fit(images ?? Images());

    private void Train(TorchNetwork network, SeNetOptions options)
    {
        var view = Images();
        var columns = ImageColumns.Find(view.Schema, "Label", "Image", 8, null);
        var images = ImageSet.Read(view, RowSelection.All, columns.Labels, columns.Features, "test", CancellationToken.None);
        var statistics = ChannelStatistics.Of(images.Pixels);
        TrainingLoop.Run(
            new TrainingRun(network, images, images, statistics, NetworkMetadata.Of(network.Network, statistics)),
            options,
            CPU,
            _ => { });
    }

    private sealed class Row
    {
        public string Label { get; set; } = "";

        [VectorType(1, TinyImages.Side, TinyImages.Side)]
        public float[] Image { get; set; } = [];
    }
}
