using System.Collections.Concurrent;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SeNetTrainerTests
{
    private static readonly SeNetOptions Tiny = new()
    {
        Architecture = "se-resnet-8-cifar",
        Epochs = 3,
        BatchSize = 32,
        Device = TrainingDevice.Cpu,
    };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Fit_OnSeparableImages_LearnsThemAndReportsEveryStep()
    {
        var reports = new List<TrainingProgress>();
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);
        var view = Keyed(TinyImages.View(_ml, 256, label => $"class {label}"));
        using var model = Trainer(
                Tiny with
                {
                    Epochs = 10,
                    Augmentation = Augmentation.None,
                    Progress = new Reports(reports.Add),
                    Validation = Validation.Split(0.25),
                })
            .Fit(view);

        var metrics = _ml.MulticlassClassification.Evaluate(model.Transform(view));
        Assert.InRange(metrics.MicroAccuracy, 0.95, 1);
        Assert.Equal(10 * 6, reports.Count);
        Assert.Equal((10, 6), (reports[^1].Epoch, reports[^1].Step));
        Assert.True(reports[^1].Loss < reports[5].Loss);
        Assert.Equal(10, reports.Count(report => report.Validation is not null));
        Assert.InRange(reports[^1].Validation!.Accuracy, 0.9, 1);
        Assert.Equal(model.Training.BestEpoch, reports.Last(report => report.IsBest).Epoch);
        Assert.Equal(reports[^1].Validation, model.Training.Validation);
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
        Assert.Equal(10, log.Count(line => line.Contains("epoch", StringComparison.Ordinal)));
        Assert.Equal((192, 60), (model.Training.Images, model.Training.Steps));
    }

    [Theory]
    [InlineData("se-mobilenet-v1-0.25", SqueezeExcitationPlacement.Post)]
    [InlineData("se-shufflenet-v1-g8", SqueezeExcitationPlacement.Standard)]
    [InlineData("resnext-50-32x4d", SqueezeExcitationPlacement.Standard)]
    public void Fit_OfOtherArchitectures_ReturnsAModelThatScores(string architecture, SqueezeExcitationPlacement placement)
    {
        var view = Keyed(TinyImages.View(_ml, 8, label => label, channels: 3));
        var options = Tiny with { Architecture = architecture, Epochs = 1, BatchSize = 8 };
        if (architecture.StartsWith("se-", StringComparison.Ordinal))
            options = options with { Attention = new() { Placement = placement, ReductionRatio = 8 } };
        using var model = Trainer(options).Fit(view);
        Assert.All(model.Transform(view).GetColumn<float[]>("Score"), scores => Assert.Equal(1, scores.Sum(), 1e-4f));
    }

    /// <summary>Signals of 500 values, told apart by their frequency; turned around in time they would be others.</summary>
    [Fact]
    public void Fit_OnSignals_LearnsThem()
    {
        static float[] Signal(int i)
        {
            var random = new RandomStream(5, i);
            var phase = random.NextDouble() * 6;
            return
            [
                .. Enumerable.Range(0, 500)
                    .Select(t => (float)(Math.Sin((t * (1 + i % 2) / 10.0) + phase) + 0.3 * random.NextNormal())),
            ];
        }

        var rows = Enumerable.Range(0, 64).Select(i => new VectorRow<string> { Label = $"{i % 2}", Image = Signal(i) }).ToArray();
        var schema = SchemaDefinition.Create(typeof(VectorRow<string>));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 500);
        var view = Keyed(_ml.Data.LoadFromEnumerable(rows, schema));
        var options = Tiny with
        {
            Architecture = "se-resnet-18-1d",
            ImageShape = new FeatureShape(1, 1, 500),
            Epochs = 8,
            BatchSize = 8,
            Optimizer = Optimizer.Sgd(0.02),
        };
        using var model = Trainer(options).Fit(view);
        Assert.InRange(_ml.MulticlassClassification.Evaluate(model.Transform(view)).MicroAccuracy, 0.95, 1);
    }

    /// <summary>
    /// Each on a thread of its own, with another number of threads to compute on: what the process shares changes nothing in
    /// either.
    /// </summary>
    [Fact]
    public void Fit_TwoAtOnce_GiveWhatEachGivesAlone()
    {
        var view = Keyed(TinyImages.View(_ml, 96, label => label));
        using var together = new Barrier(2);
        float[][] Scores(int threads, bool waits)
        {
            var progress = new Reports(report =>
            {
                if (waits && report.Step == 1)
                    together.SignalAndWait(TimeSpan.FromMinutes(1));
            });
            using var model = Trainer(Tiny with { Epochs = 2, Threads = threads, Progress = progress }).Fit(view);
            return [.. model.Transform(view).GetColumn<float[]>("Score")];
        }

        float[][][] alone = [Scores(1, false), Scores(2, false)];
        var log = new ConcurrentQueue<string>();
        _ml.Log += (_, e) => log.Enqueue(e.Message);
        var atOnce = new float[2][][];
        Thread[] threads = [.. Enumerable.Range(0, 2).Select(i => new Thread(() => atOnce[i] = Scores(i + 1, true)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.Equal(alone, atOnce);
        Assert.Contains(log, line => line.Contains("2 trainings run in this process at once", StringComparison.Ordinal));
    }

    /// <summary>ExtractPixels with interleavePixelColors: trained on, the planes would be rows of single pixels.</summary>
    [Fact]
    public void Fit_OfInterleavedPixels_IsRefused()
    {
        var schema = SchemaDefinition.Create(typeof(VectorRow<string>));
        schema["Image"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 12, 12, 3);
        var rows = new[] { "a", "b" }.Select(label => new VectorRow<string> { Label = label, Image = new float[432] });
        var view = Keyed(_ml.Data.LoadFromEnumerable(rows, schema));
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => Trainer(Tiny).Fit(view));
        Assert.Contains("pixels one after the other (H, W, C), not planes (C, H, W)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_InAFolderOfAnotherRun_IsRefusedBeforeAnyImageIsRead()
    {
        using var folder = new TemporaryFolder();
        using var other = RunLock.Take(folder.Path);
        var options = Tiny with { Checkpoints = Checkpoints.In(folder.Path) };
        var e = Assert.Throws<IOException>(() => Trainer(options).Fit(Keyed(TinyImages.View(_ml, 8, label => label))));
        Assert.Contains($"'{folder.Path}' is in use by another run", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameScoresToTheBit()
    {
        var view = Keyed(TinyImages.View(_ml, 96, label => label));
        float[][] Scores(long seed)
        {
            using var model = Trainer(Tiny with { Epochs = 2, Seed = seed }).Fit(view);
            return [.. model.Transform(view).GetColumn<float[]>("Score")];
        }

        var first = Scores(1);
        Assert.Equal(first, Scores(1));
        Assert.NotEqual(first[0], Scores(2)[0]);
    }

    [Theory]
    [InlineData("plateau", "sgd")]
    [InlineData("oneCycle", "adamW")]
    public void Fit_WithEveryAugmentation_LearnsAndRepeatsToTheBit(string schedule, string optimizer)
    {
        var view = Keyed(TinyImages.View(_ml, 96, label => label, channels: 3));
        var options = Tiny with
        {
            Augmentation = new Augmentation
            {
                RandomSizeCrop = 0.8,
                PaddedShift = 1,
                Mirror = false,
                Rotation = 5,
                Brightness = 0.2,
                Contrast = 0.2,
                Saturation = 0.2,
                Hue = 0.1,
                RandomErasing = 0.1,
                Mixup = 0.2,
                CutMix = 0.2,
            },
            LabelSmoothing = 0.1,
            BalancedClasses = true,
            ClassWeights = [1, 2, 1, 1],
            Schedule = schedule == "plateau" ? Schedule.Plateau() : Schedule.OneCycle(),
            Optimizer = (optimizer == "sgd" ? Optimizer.Sgd(0.1) : Optimizer.AdamW(0.005, weightDecay: 5e-4)) with
            {
                ClipNorm = 5,
                DecayNormAndBias = false,
            },
            Validation = Validation.Split(0.2),
        };
        TrainingSummary Train(int workers, int epochs)
        {
            using var model = Trainer(options with { DataWorkers = workers, Epochs = epochs }).Fit(view);
            return model.Training;
        }

        var (first, second) = (Train(1, 3), Train(3, 3));
        Assert.Equal((first.Loss, first.Validation), (second.Loss, second.Validation));
        Assert.True(Train(2, 12).Loss < first.Loss);
    }

    [Fact]
    public void Fit_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var steps = 0;
        var options = Tiny with
        {
            Epochs = 1000,
            CancellationToken = source.Token,
            Progress = new Reports(_ =>
            {
                if (++steps == 3)
                    source.Cancel();
            }),
        };
        Assert.Throws<OperationCanceledException>(() => Trainer(options).Fit(Keyed(TinyImages.View(_ml, 96, label => label))));
        Assert.Equal(3, steps);
    }

    [Fact]
    public void Fit_RateThatDiverges_SaysSo()
    {
        var e = Assert.Throws<InvalidOperationException>(() =>
            Trainer(Tiny with { Optimizer = Optimizer.Sgd(1e30), Schedule = Schedule.Cosine() with { WarmUpEpochs = 0 } })
                .Fit(Keyed(TinyImages.View(_ml, 96, label => label))));
        Assert.Contains("no longer a finite number", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_NoLabelColumn_NamesItAndThoseThereAre() =>
        Refused<ArgumentOutOfRangeException>(Tiny with { LabelColumnName = "Class" }, Keyed(Four()), "'Class'", "Label", "Image");

    [Fact]
    public void Fit_LabelNoKey_SaysWhatToDo() =>
        Refused<ArgumentOutOfRangeException>(Tiny, Four(), "'Label' must be a key", "MapValueToKey");

    [Fact]
    public void Fit_OneClass_SaysSo() => Refused<ArgumentOutOfRangeException>(
        Tiny, Keyed(TinyImages.View(_ml, 8, _ => "same")), "'Label' must have at least 2 classes, had 1");

    [Fact]
    public void Fit_OneClassOfManyInTheData_NamesIt()
    {
        var all = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(Four());
        Refused<InvalidOperationException>(Tiny, all.Transform(TinyImages.View(_ml, 8, _ => "1")), "one class only", "'1'");
    }

    [Fact]
    public void Fit_NoFeatureColumn_NamesIt() =>
        Refused<ArgumentOutOfRangeException>(
            Tiny with
            {
                FeatureColumnName = "Photo",
            },
            Keyed(Four()),
            "feature column 'Photo'",
            "Image");

    [Fact]
    public void Fit_FeatureColumnOfText_SaysWhatItMustHold() =>
        Refused<ArgumentOutOfRangeException>(
            Tiny with
            {
                FeatureColumnName = "Text",
            },
            Keyed(_ml.Transforms.CopyColumns("Text", "Label").Fit(Four()).Transform(Four())),
            "'Text'",
            "String");

    [Fact]
    public void Fit_ShapeThatDoesNotMatchTheVector_GivesBothCounts() =>
        Refused<ArgumentOutOfRangeException>(Tiny with { ImageShape = new FeatureShape(3, 10, 10) }, Keyed(Four()), "144", "300");

    [Fact]
    public void Fit_FlatVectorWithoutShape_AsksForIt()
    {
        var flat = _ml.Data.LoadFromEnumerable(
            [new FlatRow { Label = "a" }, new FlatRow { Label = "b" }]);
        Refused<ArgumentOutOfRangeException>(Tiny, Keyed(flat), "set ImageShape");
    }

    [Fact]
    public void Fit_RatioAboveTheChannels_GivesTheRange() =>
        Refused<ArgumentOutOfRangeException>(
            Tiny with
            {
                Attention = new() { ReductionRatio = 17 },
            },
            Keyed(Four()),
            "ReductionRatio must be between 1 and 16",
            "was 17");

    [Fact]
    public void Fit_NetworkThatDoesNotEndWithALinearLayer_IsRefused() =>
        Refused<ArgumentException>(
            Tiny with
            {
                Architecture = NetworkBuilder.Build(
                    "all-cnn",
                    new FeatureShape(1, TinyImages.Side, TinyImages.Side),
                    x => x.Convolution("conv", 4, 3).GlobalPool()),
            },
            Keyed(Four()),
            "the network all-cnn must end with a linear layer",
            "pool");

    [Fact]
    public void Fit_NormalizationOfOtherChannels_IsRefused() =>
        Refused<ArgumentException>(
            Tiny with
            {
                Normalization = new([1, 2, 3], [1, 1, 1]),
            },
            Keyed(Four()),
            "Normalization must have a mean for each channel of the images, 1x12x12, had 3");

    [Fact]
    public void Fit_RotationOfSignals_IsRefused() =>
        Refused<ArgumentException>(
            Tiny with
            {
                Architecture = "se-resnet-18-1d",
                ImageShape = new FeatureShape(1, 1, 144),
                Augmentation = new Augmentation { Rotation = 10 },
            },
            Keyed(_ml.Data.LoadFromEnumerable([new FlatRow { Label = "a" }, new FlatRow { Label = "b" }])),
            "Rotation must be 0 for signals, 1x1x144, which have one row, was 10");

    [Fact]
    public void Fit_NoRows_SaysSo()
    {
        var prepared = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(Four());
        Refused<InvalidOperationException>(
            Tiny,
            prepared.Transform(TinyImages.View(_ml, 0, label => $"{label}")),
            "training data is empty");
    }

    [Fact]
    public void Fit_ValueThatIsNoNumber_NamesTheRow()
    {
        var rows = Enumerable.Range(0, 4)
            .Select(i => new NamedRow
            {
                File = $"{i}.png",
                Label = $"{i % 2}",
                Image = TinyImages.Pixels(i, i),
            })
            .ToArray();
        rows[2].Image[7] = float.NaN;
        Refused<InvalidDataException>(Tiny, Keyed(_ml.Data.LoadFromEnumerable(rows)), "row 2", "2.png", "value 7");
    }

    [Fact]
    public void Fit_ValidationSetOfOtherClasses_IsRefused() =>
        Refused<ArgumentException>(
            Tiny with
            {
                Validation = Validation.On(Keyed(TinyImages.View(_ml, 8, label => $"other {label}"))),
            },
            Keyed(Four()),
            "classes that are not those of training");

    [Fact]
    public void SeNetClassifier_OptionsOutOfRange_AreAllNamedTogether()
    {
        var e = Assert.Throws<ArgumentException>(() => Trainer(Tiny with
        {
            Epochs = -1,
            BatchSize = 0,
            Optimizer = Optimizer.Sgd(double.NaN, momentum: 1, weightDecay: -1),
            Schedule = Schedule.Cosine() with { WarmUpEpochs = -1 },
            Threads = 0,
            Validation = Validation.Split(1),
            ImageSize = 4,
            Architecture = "resnet-7",
            Attention = new() { ReductionRatio = 0 },
            ImageShape = new FeatureShape(0, 1, 1),
            LabelColumnName = " ",
            FeatureColumnName = "",
            SamplingKeyColumnName = "",
        }));
        Assert.All(
            [
                "Epochs must be at least 1, was -1", "BatchSize must be between 1 and 65536, was 0",
                "LearningRate must be above 0 and at most 1E+30, was NaN", "Threads must be between 1 and 1024, was 0",
                "Momentum", "WeightDecay", "WarmUpEpochs", "ValidationFraction",
                "ImageSize must be between 8 and 4096, was 4", "'resnet-7'", "ReductionRatio must be at least 1, was 0",
                "ImageShape", "LabelColumnName", "FeatureColumnName", "SamplingKeyColumnName",
            ],
            part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 16, 30, "ReductionRatio must be at least 1, was 0")]
    [InlineData(16, 17, 30, "'se-resnet-17'")]
    [InlineData(16, 50, -5, "Epochs must be at least 1, was -5")]
    public void SeResNetClassifier_ArgumentOutOfRange_IsNamed(int ratio, int depth, int epochs, string message)
    {
        var trainers = _ml.MulticlassClassification.Trainers;
        var e = Assert.Throws<ArgumentException>(() =>
            trainers.SeResNetClassifier(depth: depth == 16 ? 50 : depth, reductionRatio: ratio, epochs: epochs));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetOutputSchema_OfAPipeline_HasScoreAndKey()
    {
        SchemaShape? shape = null;
        var pipeline = _ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(Trainer(Tiny with { Epochs = 1 }))
            .Append(new Spy(seen => shape = seen));
        using var model = pipeline.Fit(Four());
        Assert.True(shape!.Last(column => column.Name == "PredictedLabel").IsKey);
        var score = shape!.Last(column => column.Name == "Score");
        Assert.Equal((SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single), (score.Kind, score.ItemType));
    }

    [Theory]
    [InlineData("Nowhere", "Image", "'Nowhere'")]
    [InlineData("Text", "Image", "'Text' must be a key")]
    [InlineData("Label", "Nowhere", "'Nowhere'")]
    [InlineData("Label", "Text", "'Text' must hold images")]
    public void Fit_OfAPipeline_ChecksTheColumnsBeforeAnyStepIsFitted(string label, string feature, string message)
    {
        var fitted = false;
        var pipeline = _ml.Transforms.CopyColumns("Text", "Label").Append(_ml.Transforms.Conversion.MapValueToKey("Label"))
            .Append(new Spy(_ => { }, () => fitted = true))
            .Append(Trainer(Tiny with { LabelColumnName = label, FeatureColumnName = feature }));
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => pipeline.Fit(Four()));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.False(fitted);
    }

    private IDataView Four() => TinyImages.View(_ml, 8, label => $"{label}");

    private IDataView Keyed(IDataView view) => _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);

    private SeNetTrainer Trainer(SeNetOptions options) => _ml.MulticlassClassification.Trainers.SeNetClassifier(options, _ml);

    private void Refused<TException>(SeNetOptions options, IDataView view, params string[] parts)
        where TException : Exception
    {
        var steps = 0;
        var e = Assert.Throws<TException>(() => Trainer(options with { Progress = new Reports(_ => steps++) }).Fit(view));
        Assert.All(parts, part => Assert.Contains(part, e.Message, StringComparison.Ordinal));
        Assert.Equal(0, steps);
    }

    private sealed class Reports(Action<TrainingProgress> see) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => see(value);
    }

    /// <summary>A step that does nothing but tell that it was asked.</summary>
    private sealed class Spy(Action<SchemaShape> seen, Action? fitted = null) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            fitted?.Invoke();
            return new MLContext().Transforms.CopyColumns("Image", "Image").Fit(input);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            seen(inputSchema);
            return inputSchema;
        }
    }

    private sealed class FlatRow
    {
        public string Label { get; set; } = "";

        [VectorType(144)]
        public float[] Image { get; set; } = new float[144];
    }

    private sealed class NamedRow
    {
        public string File { get; set; } = "";

        public string Label { get; set; } = "";

        [VectorType(1, TinyImages.Side, TinyImages.Side)]
        public float[] Image { get; set; } = [];
    }
}
