namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Wrong input is told of before any training.</summary>
public sealed class ExperimentFaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SeNetExperimentSettings Settings => new SmallExperiment(_folder.File("experiment")).Settings;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<Func<SeNetExperimentSettings, SeNetExperimentSettings>, string> Wrong =>
        new()
        {
            { s => s with { SearchSpace = SeNetSearchSpace.Empty }, "the search space is empty: it has no option that varies" },
            {
                s => s with { SearchSpace = SeNetSearchSpace.Empty.Choose<int>("reductionRatio") },
                "the search space's reductionRatio has no values"
            },
            {
                s => s with { SearchSpace = SeNetSearchSpace.Empty.Uniform("momentum", 0.9, 0.1) },
                "the search space's momentum has no values: 0.9..0.1"
            },
            {
                s => s with { SearchSpace = SeNetSearchSpace.Empty.LogUniform("learningRate", 0, 1) },
                "learningRate must be above 0 to be logarithmic, was 0..1"
            },
            {
                s => s with { SearchSpace = SeNetSearchSpace.Empty.Uniform("gate", 0, 1) },
                "gate takes a list of values, not a range, was 0..1"
            },
            {
                s => s with { SearchSpace = SeNetSearchSpace.Empty.Choose("gate", "sigmoid", "sigmund") },
                "'sigmund' is not a value of gate"
            },
            {
                s => s with { SearchSpace = SeNetSearchSpace.Empty.Choose("epochs", 1, 2) },
                "an experiment cannot vary 'epochs'; it can vary depth, "
            },
            { s => s with { MaxModels = 0 }, "MaxModels must be at least 1, was 0" },
            {
                s => s with { MaxExperimentTime = TimeSpan.Zero },
                "MaxExperimentTime must be above zero and at most 24 days, was 00:00:00"
            },
            { s => s with { MaxExperimentTime = TimeSpan.FromDays(25) }, "was 25.00:00:00" },
            { s => s with { MaximumMemoryUsageInMegaByte = 0 }, "MaximumMemoryUsageInMegaByte must be above 0, was 0" },
            { s => s with { ValidationFraction = 1 }, "ValidationFraction must be above 0 and below 1, was 1" },
            { s => s with { Halving = new(1) }, "Halving's ReductionFactor must be at least 2, was 1" },
            {
                s => s with { Halving = new(2, 3) },
                "Halving's LeastEpochs must be between 1 and the 4 epochs divided by 2, was 3"
            },
            {
                s => s with { Halving = new(2), Options = s.Options with { Validation = new Validation { Patience = 2 } } },
                "Patience and TimeBudget must be null"
            },
            {
                s => s with { Options = s.Options with { Checkpoints = Checkpoints.In("x") } },
                "Checkpoints and StopAfterEpochs are the experiment's own"
            },
            {
                s => s with { Options = s.Options with { Validation = Validation.Split(0.1) } },
                "validation images and ValidationFraction must not be set"
            },
            { s => s with { Options = s.Options with { Epochs = 0 } }, "Epochs must be at least 1, was 0" },
            { s => s with { Folder = " " }, "Folder must be the path of a folder, was ' '" },
            {
                s => s with { Configurations = [new Dictionary<string, string> { ["learningRate"] = "much" }] },
                "'much' is not a value of learningRate"
            },
        };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void CreateSeNetExperiment_WrongSetting_SaysWhichAndTheRange(
        Func<SeNetExperimentSettings, SeNetExperimentSettings> change,
        string message)
    {
        var ml = new MLContext();
        var e = Assert.Throws<ArgumentException>(() => ml.MulticlassClassification.CreateSeNetExperiment(change(Settings)));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Settings.Folder));
    }

    [Fact]
    public void Execute_NothingCanBeTrained_SaysWhyAndLeavesNoFolder()
    {
        NotTrained<ArgumentException>(
            () =>
                new SmallExperiment("")
                {
                    Settings = Settings with { SearchSpace = SeNetSearchSpace.Empty.Choose("reductionRatio", 100, 200) },
                }.Execute(),
            "no configuration of the search space can be trained: ReductionRatio must be between 1 and 16");
        NotTrained<ArgumentException>(
            () => new SmallExperiment("") { Settings = Settings with { MaximumMemoryUsageInMegaByte = 0.1 } }.Execute(),
            FormattableString.Invariant(
                $"se-resnet-8-cifar needs {MegaBytes(8):F0} MB with a batch size of 8, MaximumMemoryUsageInMegaByte is 0.1"));
    }

    [Fact]
    public void Execute_MemoryLimit_TriesOnlyWhatIsBelow()
    {
        var settings = Settings with
        {
            SearchSpace = SeNetSearchSpace.Empty.Choose("depth", 8, 14, 20),
            MaximumMemoryUsageInMegaByte = (MegaBytes(8) + MegaBytes(14)) / 2,
            Options = Settings.Options with { Epochs = 1 },
        };
        var run = Assert.Single(new SmallExperiment("") { Settings = settings }.Execute().RunDetails);
        Assert.Equal("8", run.Parameters["depth"]);
    }

    [Fact]
    public void Execute_OneClass_IsRefused()
    {
        var ml = new MLContext();
        var one = SmallExperiment.Keyed(ml.Data.FilterRowsByKeyColumnFraction(SmallExperiment.Images, "Label", 0, 0.25));
        NotTrained<ArgumentOutOfRangeException>(
            () => new SmallExperiment("") { Settings = Settings }.Execute(one),
            "label column 'Label' must have at least 2 classes, had 1");
        var oneLeft = ml.Data.FilterRowsByKeyColumnFraction(SmallExperiment.Images, "Label", 0, 0.25);
        NotTrained<InvalidOperationException>(
            () => new SmallExperiment("") { Settings = Settings }.Execute(oneLeft),
            "the training data has one class only");
        NotTrained<InvalidOperationException>(
            () => new SmallExperiment("") { Settings = Settings }.Execute(validation: oneLeft),
            "the validation data has one class only: in each of its 10 images 'Label' is 'class 0'");
    }

    [Theory]
    [InlineData(25u, "fold 16 of 25 has one class only: its only image's 'Label' is 'class 1'")]
    [InlineData(50u, "fold 1 of 50 has one class only: its only image's 'Label' is 'class 0'")]
    public void Execute_FoldsOfOneClass_AreRefused(uint folds, string message) =>
        NotTrained<InvalidOperationException>(() => new SmallExperiment("") { Settings = Settings }.Execute(folds), message);

    [Theory]
    [InlineData(0u)]
    [InlineData(1u)]
    public void Execute_FewerThanTwoFolds_IsRefused(uint folds) => NotTrained<ArgumentOutOfRangeException>(
        () => new SmallExperiment("") { Settings = Settings }.Execute(folds), $"numberOfCVFolds must be at least 2, was {folds}");

    [Fact]
    public void Execute_InTheFolderOfAnother_SaysWhatDiffers()
    {
        var small = new SmallExperiment("")
        {
            Settings = Settings with { MaxModels = 1, Options = Settings.Options with { Epochs = 1 } },
        };
        small.Execute();
        void Refused(SeNetExperimentSettings settings, string message, IDataView? images = null)
        {
            var other = new SmallExperiment("") { Settings = settings };
            var e = Assert.Throws<ArgumentException>(() => other.Execute(images));
            Assert.Contains("holds another experiment: ", e.Message, StringComparison.Ordinal);
            Assert.Contains(message, e.Message, StringComparison.Ordinal);
            Assert.Empty(other.Reported);
        }

        Refused(small.Settings with { Seed = 2 }, "seed is 2, was 1");
        Refused(
            small.Settings with
            {
                Options = small.Settings.Options with { Augmentation = small.Settings.Options.Augmentation with { Mixup = 0.2 } },
            },
            "options.mixup is 0.2, was 0");
        Refused(small.Settings with { Sampler = SeNetSampler.Tpe, Halving = null }, "sampler is \"Tpe\", was \"Random\"");
        var more = SmallExperiment.Keyed(TinyImages.View(new MLContext(), 60, label => $"class {label}"));
        Refused(small.Settings, "data.training is [48], was [32]", more);
        Assert.Single(
            new SmallExperiment("")
            {
                Settings = small.Settings with { Options = small.Settings.Options with { DataWorkers = 2 } },
            }
                .Execute()
                .RunDetails);
    }

    [Fact]
    public void Execute_DamagedFiles_AreNamed()
    {
        var small = new SmallExperiment("")
        {
            Settings = Settings with { MaxModels = 1, Options = Settings.Options with { Epochs = 1 } },
        };
        var trial = Path.Combine(small.Execute().BestRun.Folder, "trial.json");
        File.WriteAllText(trial, "{");
        Assert.Contains(trial, Assert.Throws<InvalidDataException>(() => small.Execute()).Message, StringComparison.Ordinal);
    }

    /// <summary>A full disk and memory that has run out pass; a trial is not marked as failed for them.</summary>
    [Theory]
    [InlineData(typeof(IOException), typeof(IOException), "trial goes on when the experiment is called again: the disk is full")]
    [InlineData(typeof(UnauthorizedAccessException), typeof(IOException), "trial 2 cannot be written or read")]
    [InlineData(typeof(OutOfMemoryException), typeof(InsufficientMemoryException), "trial 2 ran out of memory")]
    [InlineData(typeof(System.Runtime.InteropServices.ExternalException), null, null)]
    public void Execute_FaultOfTheMachine_IsTriedAgain(Type fault, Type? expected, string? message)
    {
        var progress = new FailingProgress(trial: 2, () => (Exception)Activator.CreateInstance(fault, "the disk is full")!);
        var settings = Settings with { MaxModels = 3, Halving = null };
        var small = new SmallExperiment("")
        {
            Settings = settings with { Options = settings.Options with { Epochs = 1, Progress = progress } },
        };
        if (expected is null)
        {
            // Any other fault of libtorch is the trial's own.
            Assert.Equal(SeNetRunState.Failed, small.Execute().RunDetails[1].State);
            return;
        }

        var e = Assert.Throws(expected, () => small.Execute());
        Assert.Contains(message!, e.Message, StringComparison.Ordinal);
        var runs = small.Execute().RunDetails;
        Assert.Equal([1, 2, 3], runs.Select(run => run.Trial));
        Assert.All(runs, run => Assert.Equal(SeNetRunState.Finished, run.State));
    }

    [Fact]
    public void Is_OfLibtorchsMessages_KnowsMemory()
    {
        const string Cpu =
            "[enforce fail at alloc_cpu.cpp:124] . DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes";
        Assert.True(ResourceFault.IsOfMemory(new System.Runtime.InteropServices.ExternalException(Cpu)));
        Assert.True(ResourceFault.IsOfMemory(new System.Runtime.InteropServices.ExternalException("CUDA out of memory. Tried")));
        Assert.False(ResourceFault.IsOfMemory(new InvalidOperationException("out of memory")));
    }

    [Fact]
    public void Execute_FolderInUse_IsRefused()
    {
        Directory.CreateDirectory(Settings.Folder);
        using var other = new FileStream(
            Path.Combine(Settings.Folder, "experiment.lock"),
            FileMode.Create,
            FileAccess.ReadWrite,
            FileShare.None);
        var e = Assert.Throws<IOException>(() => new SmallExperiment("") { Settings = Settings }.Execute());
        Assert.Contains("perhaps another process uses it", e.Message, StringComparison.Ordinal);
    }

    /// <summary>Fails once, at the first step of a trial.</summary>
    private sealed class FailingProgress(int trial, Func<Exception> fault) : IProgress<TrainingProgress>
    {
        private int _trials;
        private bool _hasFailed;

        public void Report(TrainingProgress value)
        {
            if (value is { Epoch: 1, Step: 1 } && ++_trials == trial && !_hasFailed)
            {
                _hasFailed = true;
                throw fault();
            }
        }
    }

    // Weights, gradients, momentum; and the activations of eight images.
    private static double MegaBytes(int depth)
    {
        var cost = Complexity.Of(
            Networks.Create($"se-resnet-{depth}-cifar", new FeatureShape(1, 12, 12), 4, SqueezeExcitation.Default));
        return (cost.Parameters * 3 * 4 + cost.TrainingBytes * 8) / 1e6;
    }

    private void NotTrained<T>(Action execute, string message)
        where T : Exception
    {
        Assert.Contains(message, Assert.Throws<T>(execute).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Settings.Folder));
    }
}
