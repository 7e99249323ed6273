using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static Network Layout =>
        Networks.Create("se-resnet-8-cifar", new FeatureShape(1, TinyImages.Side, TinyImages.Side), 4);

    private string Last => _folder.File("last.safetensors");

    private static SeNetOptions Resumed(SeNetOptions options) =>
        options with
        {
            Checkpoints = options.Checkpoints! with { Resume = true },
        };

    private SeNetOptions Options => SmallRun.Options with { Checkpoints = Checkpoints.In(_folder.Path) };

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, SeNetOptions> Runs { get; } =
        new()
        {
            { "sgd", SmallRun.Options },
            {
                "adamw, average",
                SmallRun.Options with
                {
                    Optimizer = Optimizer.AdamW(1e-3, weightDecay: 5e-4),
                    AverageDecay = 0.9,
                    Augmentation = new Augmentation { PaddedShift = 2, Mixup = 0.3 },
                }
            },
            {
                "plateau",
                SmallRun.Options with
                {
                    Schedule = Schedule.Plateau(patience: 0, reloadsBest: true),
                    Validation = SmallRun.Validation with { KeepBest = true, MinimumDelta = 0.5 },
                }
            },
            { "bfloat16", SmallRun.Options with { Precision = TrainingPrecision.BFloat16, AverageDecay = 0.9 } },
            {
                "accumulation",
                SmallRun.Options with
                {
                    AccumulationSteps = 2,
                    Optimizer = SmallRun.Options.Optimizer with { ClipNorm = 1 },
                    BalancedClasses = true,
                }
            },
        };

    /// <summary>5 steps an epoch: stopped in the first epoch, between two, and in the last.</summary>
    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_StoppedAnywhere_GoesOnToTheSameWeights(string name, SeNetOptions options)
    {
        Assert.NotEmpty(name);
        var whole = new SmallRun();
        var expected = whole.Train(options);
        var kept = options with { Checkpoints = Checkpoints.In(_folder.Path) with { Minutes = 1e-9 } };
        new SmallRun().TrainUntil(3, kept);
        new SmallRun().TrainUntil(2, Resumed(kept));
        new SmallRun().TrainUntil(7, Resumed(kept));
        var run = new SmallRun();
        SmallRun.Equal(expected, run.Train(Resumed(kept)));
        Assert.Contains(run.Log, line => line.StartsWith("goes on after step 1", StringComparison.Ordinal));
        Assert.Equal(Curve(whole), Curve(run));

        static IEnumerable<(int, double, double, double, ValidationResult?, bool)> Curve(SmallRun run) =>
            run.Summary!.History.Select(e => (e.Epoch, e.Loss, e.Accuracy, e.LearningRate, e.Validation, e.IsBest));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Run_StoppedAfterEpochsAndResumed_EndsWithTheWeightsOfTheWholeSchedule(string name, SeNetOptions options)
    {
        Assert.NotEmpty(name);
        var expected = new SmallRun().Train(options);
        var kept = options with { Checkpoints = Checkpoints.In(_folder.Path) };
        var first = new SmallRun();
        var stopped = first.Train(kept with { StopAfterEpochs = 1 });
        Assert.Equal((TrainingEnd.StopAfterEpochs, 1, 5), (first.Summary!.End, first.Summary.Epochs, first.Summary.Steps));
        var again = new SmallRun();
        var unchanged = again.Train(Resumed(kept with { StopAfterEpochs = 1 }));
        Assert.Equal((TrainingEnd.StopAfterEpochs, 5), (again.Summary!.End, again.Summary.Steps));
        if (options.Validation is not { KeepBest: true })
            SmallRun.Equal(stopped, unchanged);
        new SmallRun().Train(Resumed(kept with { StopAfterEpochs = 2 }));
        var last = new SmallRun();
        SmallRun.Equal(expected, last.Train(Resumed(kept with { StopAfterEpochs = 9 })));
        Assert.Equal(TrainingEnd.AllEpochs, last.Summary!.End);
        Assert.DoesNotContain(last.Log, line => line.Contains("other settings", StringComparison.Ordinal));
    }

    /// <summary>
    /// Cancelled at some reading of the clock between the last step but one of an epoch and the first of the next: before a step,
    /// in it, in validation.
    /// </summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    public void Run_CancelledAroundAnEpochsEnd_KeepsEveryStep(int reading)
    {
        var options = SmallRun.Options with { AverageDecay = 0.9, Validation = SmallRun.Validation with { KeepBest = true } };
        var whole = new SmallRun();
        var expected = whole.Train(options);

        using var stop = new CancellationTokenSource();
        var clock = new StoppingClock(stop, reading);
        var steps = 0;
        var kept = options with { Checkpoints = Checkpoints.In(_folder.Path) };
        Assert.ThrowsAny<OperationCanceledException>(() => new SmallRun().Train(kept with
        {
            CancellationToken = stop.Token,
            TimeProvider = clock,
            Progress = new SmallRun.Progress(() => clock.Counts = ++steps >= 4),
        }));
        using (var checkpoint = Checkpoint.Open(Last))
            Assert.InRange(checkpoint.Position.StepsDone(5), 4, 6);

        var resumed = new SmallRun();
        SmallRun.Equal(expected, resumed.Train(Resumed(kept)));
        Assert.Equal(
            (whole.Summary!.Validation, whole.Summary.BestEpoch),
            (resumed.Summary!.Validation, resumed.Summary.BestEpoch));
        Assert.Equal(4, File.ReadAllLines(_folder.File("log.csv")).Length);
    }

    /// <summary>Dropout draws from torch's generator.</summary>
    [Fact]
    public void Run_WithDropout_GoesOnToTheSameWeights()
    {
        var layout = NetworkBuilder.Build("dropping", new FeatureShape(1, TinyImages.Side, TinyImages.Side), x =>
            x.Convolution("conv", 8, 3).BatchNorm("bn").ReLU().GlobalPool().Dropout(0.5).Linear("fc", 4));
        var expected = new SmallRun().Train(SmallRun.Options, layout);
        new SmallRun().TrainUntil(7, Options, layout);
        SmallRun.Equal(expected, new SmallRun().Train(Resumed(Options), layout));
    }

    [Fact]
    public void Run_FinishedBefore_GoesOnWithMoreEpochs()
    {
        var constant = Options with { Schedule = Schedule.Constant() with { WarmUpEpochs = 0 } };
        new SmallRun().Train(constant with { Epochs = 1 });
        var run = new SmallRun();
        var resumed = run.Train(Resumed(constant));
        SmallRun.Equal(new SmallRun().Train(constant with { Checkpoints = null }), resumed);
        Assert.Contains(run.Log, line => line.Contains("epochs is 3, was 1", StringComparison.Ordinal));
        Assert.Equal(4, File.ReadAllLines(_folder.File("log.csv")).Length);
    }

    [Fact]
    public void Run_WithNothingToResume_Begins()
    {
        SmallRun.Equal(new SmallRun().Train(SmallRun.Options), new SmallRun().Train(Resumed(Options)));
        Assert.True(File.Exists(Last));
    }

    [Fact]
    public void Run_BeginningInTheFolderOfAnother_KeepsItsCheckpoint()
    {
        new SmallRun().Train(Options with { Epochs = 1 });
        var before = File.ReadAllBytes(Last);
        new SmallRun().Train(Options with { Epochs = 1, Seed = 2 });
        Assert.Equal(before, File.ReadAllBytes(_folder.File("last.previous.safetensors")));
        Assert.NotEqual(before, File.ReadAllBytes(Last));
    }

    [Fact]
    public void FromCheckpoint_OfARun_GivesItsOptions()
    {
        var options = Options with
        {
            Epochs = 1,
            Architecture = "se-resnet-8-cifar",
            Attention = new() { ReductionRatio = 4, Stages = Stages.AllBut(3) },
            Schedule = Schedule.MultiStep([1]),
            ClassWeights = [1, 2, 1, 1],
            TimeBudget = TimeSpan.FromHours(1),
            Normalization = new([1], [2]),
        };
        new SmallRun().Train(options);
        var read = SeNetOptions.FromCheckpoint(Last);
        Assert.Equal(options.ToJson().ToJsonString(), read.ToJson().ToJsonString());
        Assert.Equal(Stages.AllBut(3), read.Attention!.Stages);
        Assert.Equal("", read.Checkpoints!.Folder);
    }

    [Fact]
    public void PretrainedWeights_OfACheckpoint_AreItsWeights()
    {
        var trained = new SmallRun().Train(Options with { Epochs = 1 });
        using var import = WeightImport.Open(
            Last,
            "se-resnet-8-cifar",
            new FeatureShape(1, TinyImages.Side, TinyImages.Side),
            4,
            SqueezeExcitation.Default);
        Assert.All(import.Read(), pair => Assert.Equal(trained[pair.Name].Values, pair.Weights.Values));
    }

    [Fact]
    public void Resume_CheckpointOfAnotherNetwork_IsRefused()
    {
        new SmallRun().Train(Options with { Epochs = 1 });
        var other = Networks.Create("se-resnet-8-cifar", new FeatureShape(1, TinyImages.Side, TinyImages.Side), 5);
        var e = Assert.Throws<InvalidDataException>(() => Checkpoint.CheckResume(Resumed(Options), other, []));
        Assert.Contains("'fc.weight' is [4, 64], not [5, 64]", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resume_BestWeightsOfAnotherEpoch_IsRefused()
    {
        var options = Resumed(Options with { Validation = SmallRun.Validation with { KeepBest = true } });
        new SmallRun().Train(options with { Epochs = 1 });
        var first = File.ReadAllBytes(_folder.File("best.safetensors"));
        var run = new SmallRun();
        run.Train(options with { Epochs = 8, Schedule = Schedule.Constant() });
        Assert.InRange(run.Summary!.BestEpoch, 2, 8);
        Checkpoint.CheckResume(options, Layout, []);
        File.WriteAllBytes(_folder.File("best.safetensors"), first);
        var e = Assert.Throws<InvalidDataException>(() => Checkpoint.CheckResume(options, Layout, []));
        Assert.Contains(
            $"should have the weights of epoch {run.Summary.BestEpoch}, the best so far, but has those of epoch 1",
            e.Message,
            StringComparison.Ordinal);
        File.Delete(_folder.File("best.safetensors"));
        Assert.Throws<FileNotFoundException>(() => Checkpoint.CheckResume(options, Layout, []));
    }

    /// <summary>
    /// The checkpoint and the best weights are two files: killed after each of the operations that replace them, a run goes on to
    /// the weights of an undisturbed one.
    /// </summary>
    [Theory]
    [InlineData("new best weights, old checkpoint", 1, 1, true)]
    [InlineData("new best weights, new checkpoint", 2, 1, true)]
    [InlineData("all replaced", 2, 2, false)]
    public void Resume_KilledBetweenTheFilesOfAnEpoch_GoesOnToTheSameWeights(string state, int last, int best, bool waits)
    {
        Assert.NotEmpty(state);
        var options = Options with
        {
            Epochs = 4,
            Schedule = Schedule.Constant(),
            Validation = SmallRun.Validation with { KeepBest = true },
        };
        var expected = new SmallRun();
        var weights = expected.Train(options with { Checkpoints = null });
        Assert.True(expected.Summary!.BestEpoch >= 2, "the second epoch must be better than the first");

        // The files after each of the first two epochs.
        var files = new Dictionary<int, (byte[] Last, byte[] Best)>();
        foreach (var epoch in new[] { 1, 2 })
        {
            new SmallRun().Train((epoch == 1 ? options : Resumed(options)) with { StopAfterEpochs = epoch });
            files[epoch] = (File.ReadAllBytes(Last), File.ReadAllBytes(_folder.File("best.safetensors")));
        }

        Assert.NotEqual(files[1].Best, files[2].Best);
        File.WriteAllBytes(Last, files[last].Last);
        File.WriteAllBytes(_folder.File("best.safetensors"), files[best].Best);
        if (waits)
            File.WriteAllBytes(_folder.File("best.next.safetensors"), files[2].Best);
        Checkpoint.CheckResume(Resumed(options), Layout, []);
        var run = new SmallRun();
        SmallRun.Equal(weights, run.Train(Resumed(options)));
        Assert.Equal(expected.Summary.BestEpoch, run.Summary!.BestEpoch);
        Assert.False(File.Exists(_folder.File("best.next.safetensors")));
    }

    [Fact]
    public void Resume_WithValidationAdded_CountsItsEpochsRightly()
    {
        new SmallRun().Train(Options with { Epochs = 6, StopAfterEpochs = 3, Schedule = Schedule.Constant() }, validate: false);
        var run = new SmallRun();
        var options = Resumed(Options) with
        {
            Epochs = 6,
            Schedule = Schedule.Constant(),
            Validation = SmallRun.Validation with { KeepBest = true },
        };
        run.Train(options);
        Assert.InRange(run.Summary!.BestEpoch, 4, 6);
        using var checkpoint = Checkpoint.Open(Last);
        Assert.Equal([4, 5, 6], checkpoint.Position.Validations.Select(validated => validated.Epoch));
        Assert.Equal(
            ["1", "2", "3", "4", "5", "6"],
            File.ReadLines(_folder.File("log.csv")).Skip(1).Select(line => line.Split(',')[0]));
    }

    [Fact]
    public void Resume_WithAnotherMonitor_IsRefused()
    {
        var validation = SmallRun.Validation with { KeepBest = true };
        new SmallRun().Train(Options with { Validation = validation });
        var e = Assert.Throws<ArgumentException>(() => Checkpoint.CheckResume(
            Resumed(Options) with { Validation = validation with { Monitor = ValidationMetric.Loss } }, Layout, []));
        Assert.Contains("Monitor must be Accuracy, that of the run that goes on, was Loss", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InAFolderWithAnothersFiles_SetsThemAside()
    {
        var options = Options with { Validation = SmallRun.Validation with { KeepBest = true } };
        new SmallRun().Train(options with { Seed = 5 });
        string[] names = ["last", "best"];
        var before = names.Select(name => File.ReadAllBytes(_folder.File($"{name}.safetensors"))).ToArray();
        new SmallRun().Train(options);
        Assert.Equal(before, names.Select(name => File.ReadAllBytes(_folder.File($"{name}.previous.safetensors"))));
        Assert.True(File.Exists(_folder.File("log.previous.csv")));
    }

    [Fact]
    public void Lock_OfAFolder_IsHeldByOneRun()
    {
        using (RunLock.Take(_folder.Path))
        {
            var e = Assert.Throws<IOException>(() => RunLock.Take(_folder.Path));
            Assert.Contains("in use by another run", e.Message, StringComparison.Ordinal);
        }

        RunLock.Take(_folder.Path).Dispose();
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Checkpoint_OfValidationThatIsNoNumber_IsWrittenAndRead()
    {
        var position = new TrainingPosition
        {
            Epochs = 1,
            Step = 0,
            StepsPerEpoch = 5,
            OptimizerSteps = 5,
            Score = new RunningScore(),
            Validations = [new(1, new(double.NaN, 0.25)), new(2, new(double.PositiveInfinity, 0.5))],
            Elapsed = TimeSpan.FromSeconds(1),
        };
        using var network = TorchNetwork.Create(Layout, 1, CPU);
        using var step = new TrainingStep(network, Options, CPU);
        using (var file = File.Create(Last))
            Checkpoint.Write(file, network, step, position, Options, NetworkMetadata.Of(Layout, null));
        using var read = Checkpoint.Open(Last);
        Assert.Equal([double.NaN, double.PositiveInfinity], read.Position.Validations.Select(validated => validated.Result.Loss));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    public void Resume_TruncatedCheckpoint_IsRefused(int length)
    {
        new SmallRun().Train(Options with { Epochs = 1 });
        using (var file = File.OpenWrite(Last))
            file.SetLength(length);
        var e = Assert.Throws<InvalidDataException>(() => new SmallRun().Train(Resumed(Options)));
        Assert.Contains(Last, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Checkpoint_ThatCannotBeWritten_LeavesTheOneBeforeAndTheRunGoesOn()
    {
        var expected = new SmallRun().Train(SmallRun.Options);
        var run = new SmallRun();
        Directory.CreateDirectory(Last + ".new");
        SmallRun.Equal(expected, run.Train(Options));
        Assert.Contains(run.Log, line => line.Contains("last.safetensors could not be written", StringComparison.Ordinal));
        Assert.False(File.Exists(Last));
    }

    /// <summary>Cancels at one of its readings, of those that count.</summary>
    private sealed class StoppingClock(CancellationTokenSource stop, int reading) : TimeProvider
    {
        private int _readings;

        public bool Counts { get; set; }

        public override long GetTimestamp()
        {
            if (Counts && _readings++ == reading)
                stop.Cancel();
            return base.GetTimestamp();
        }
    }
}
