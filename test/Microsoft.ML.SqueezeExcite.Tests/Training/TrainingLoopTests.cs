using TorchSharp;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class TrainingLoopTests : IDisposable
{
    private static readonly FeatureShape Image = new(1, TinyImages.Side, TinyImages.Side);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Without batch norm, the gradients of the parts add up to those of the whole.</summary>
    [Fact]
    public void AccumulationSteps_WithoutBatchNorm_ChangeNothing()
    {
        var layout = NetworkBuilder.Build(
            "plain",
            Image,
            x =>
                x.Convolution("conv1", 8, 3, bias: true)
                    .ReLU()
                    .Convolution("conv2", 8, 3, stride: 2, bias: true)
                    .ReLU()
                    .GlobalPool()
                    .Linear("fc", 4));
        var options = SmallRun.Options with { BatchSize = 40 };
        foreach (var weighted in new[] { options, options with { ClassWeights = [1, 8, 0.5, 3] } })
        {
            var (first, second) = (new SmallRun(), new SmallRun());
            var whole = first.Train(weighted, layout);
            var parts = second.Train(weighted with { AccumulationSteps = 4 }, layout);
            Assert.All(whole, pair => Agreement.Within(1e-5, pair.Value.Values, parts[pair.Key].Values));
            Assert.Contains(whole, pair => !pair.Value.Values.SequenceEqual(parts[pair.Key].Values));
            Assert.Equal(first.Summary!.Loss, second.Summary!.Loss, 1e-5);
        }
    }

    [Fact]
    public void Epochs_OfMoreStepsThanCanBeCounted_AreRefused()
    {
        var e = Assert.Throws<ArgumentException>(() => new SmallRun().Train(SmallRun.Options with { Epochs = int.MaxValue }));
        Assert.Contains(
            "Epochs must be at most 429496729 where an epoch has 5 steps, was 2147483647",
            e.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Precision_OfBFloat16_LearnsAsWellWithOtherWeights()
    {
        var options = SmallRun.Options with { Epochs = 12, Augmentation = new Augmentation() };
        var single = new SmallRun();
        var weights = single.Train(options);
        var mixed = new SmallRun();
        var others = mixed.Train(options with { Precision = TrainingPrecision.BFloat16 });
        Assert.Contains(weights, pair => !pair.Value.Values.SequenceEqual(others[pair.Key].Values));
        Assert.InRange(single.Summary!.Loss, 0, 0.5);
        Assert.InRange(mixed.Summary!.Loss, 0, 0.5);
        Assert.InRange(mixed.Summary.Validation!.Loss, 0, single.Summary.Validation!.Loss + 0.2);
    }

    [Fact]
    public void LearningRateBatchSize_OfTwice_HalvesTheRate() => SmallRun.Equal(
        new SmallRun().Train(SmallRun.Options with { Optimizer = Optimizer.Sgd(0.05) }),
        new SmallRun().Train(SmallRun.Options with { Optimizer = Optimizer.Sgd(0.1) with { LearningRateBatchSize = 16 } }));

    [Fact]
    public void ZeroInitResidual_BeforeTraining_MakesUnitsTheIdentity()
    {
        var layout = Networks.Create("se-resnet-8-cifar", Image, 4);
        using var network = TorchNetwork.Create(layout, 1, torch.CPU, zeroResidual: true);
        var weights = ModuleWeights.Read(network);
        Assert.All(weights["layer1.0.bn2.weight"].Values, value => Assert.Equal(0, value));
        Assert.All(weights["layer1.0.bn1.weight"].Values, value => Assert.Equal(1, value));
        Assert.Equal(
            3,
            weights.Count(pair =>
                pair.Key.EndsWith("weight", StringComparison.Ordinal) && pair.Value.Values.All(value => value == 0)));
    }

    [Fact]
    public void Patience_WithoutProgress_StopsThere()
    {
        var run = new SmallRun();
        run.Train(
            SmallRun.Options with
            {
                Epochs = 30,
                Validation = SmallRun.Validation with { Patience = 2, MinimumDelta = 1 },
            });
        Assert.Equal((TrainingEnd.Patience, 3), (run.Summary!.End, run.Summary.Epochs));
    }

    [Fact]
    public void TimeBudget_WhenUsedUp_StopsAtAStep()
    {
        var run = new SmallRun();
        run.Train(SmallRun.Options with { Epochs = 30, TimeBudget = TimeSpan.FromTicks(1) });
        Assert.Equal((TrainingEnd.TimeBudget, 1), (run.Summary!.End, run.Summary.Steps));
    }

    [Fact]
    public void TimeBudget_WhenUsedUp_KeepsWhatIsDone()
    {
        var options = SmallRun.Options with { Checkpoints = Checkpoints.In(_folder.Path) };
        new SmallRun().Train(options with { TimeBudget = TimeSpan.FromTicks(1) });
        var resumed = new SmallRun();
        SmallRun.Equal(
            new SmallRun().Train(SmallRun.Options),
            resumed.Train(options with { Checkpoints = Checkpoints.In(_folder.Path, resume: true) }));
        Assert.Contains(resumed.Log, line => line.StartsWith("goes on after step 1 of 15", StringComparison.Ordinal));
    }

    [Fact]
    public void KeepBest_OfARunThatGetsWorse_ReturnsTheBestEpochsWeights()
    {
        var options = SmallRun.Options with
        {
            Epochs = 6,
            Optimizer = Optimizer.Sgd(0.3),
            Schedule = Schedule.Constant(),
            Validation = SmallRun.Validation with { Monitor = ValidationMetric.Loss },
        };
        var run = new SmallRun();
        var best = run.Train(options with { Validation = options.Validation with { KeepBest = true } });
        var epoch = run.Summary!.BestEpoch;
        Assert.InRange(epoch, 1, 6);
        SmallRun.Equal(new SmallRun().Train(options with { Epochs = epoch }), best);
    }

    [Fact]
    public void BestCheckpoint_OfARun_HoldsTheBestWeights()
    {
        var options = SmallRun.Options with
        {
            Checkpoints = Checkpoints.In(_folder.Path),
            Validation = SmallRun.Validation with { KeepBest = true },
        };
        var best = new SmallRun().Train(options);
        using var import = WeightImport.Open(
            _folder.File("best.safetensors"),
            "se-resnet-8-cifar",
            Image,
            4,
            SqueezeExcitation.Default);
        Assert.All(import.Read(), pair => Assert.Equal(best[pair.Name].Values, pair.Weights.Values));
    }

    /// <summary>The average of a run, recomputed from the weights after each step.</summary>
    [Fact]
    public void AverageDecay_OverSteps_IsTheMovingAverage()
    {
        var options = SmallRun.Options with { Epochs = 1, Schedule = Schedule.Constant() with { WarmUpEpochs = 0 } };
        var layout = Networks.Create("se-resnet-8-cifar", Image, 4);
        using var first = TorchNetwork.Create(layout, options.Seed, torch.CPU);
        var expected = ModuleWeights.Read(first)["fc.weight"].Values.Select(value => (double)value).ToArray();
        for (var step = 1; step <= 5; step++)
        {
            var run = options with { Checkpoints = Checkpoints.In(_folder.Path) with { Minutes = 1e-9 } };
            if (step < 5)
                new SmallRun().TrainUntil(step, run);
            else
                new SmallRun().Train(run);
            using var file = TensorFile.Open(_folder.File("last.safetensors"));
            var live = file.Read("fc.weight").Values;
            var kept = Math.Min(0.5, (1.0 + step) / (10.0 + step));
            for (var i = 0; i < live.Length; i++)
                expected[i] = kept * expected[i] + (1 - kept) * live[i];
        }

        var averaged = new SmallRun().Train(options with { AverageDecay = 0.5 })["fc.weight"].Values;
        Agreement.Within(1e-5, [.. expected.Select(value => (float)value)], averaged);
    }

    [Fact]
    public void Loss_NoLongerFinite_NamesTheLastGoodCheckpoint()
    {
        var options = SmallRun.Options with
        {
            Epochs = 2,
            Checkpoints = Checkpoints.In(_folder.Path),
            Schedule = Schedule.Constant() with { WarmUpEpochs = 0 },
        };
        new SmallRun().Train(options with { Epochs = 1 });
        var good = File.ReadAllBytes(_folder.File("last.safetensors"));
        var e = Assert.Throws<InvalidOperationException>(() =>
            new SmallRun().Train(
                options with
                {
                    Checkpoints = Checkpoints.In(_folder.Path, resume: true),
                    Optimizer = Optimizer.Sgd(1e38, momentum: 0),
                }));
        Assert.Contains("no longer", e.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.File("last.safetensors"), e.Message, StringComparison.Ordinal);
        Assert.Equal(good, File.ReadAllBytes(_folder.File("last.safetensors")));
    }

    [Fact]
    public void Log_OfARun_HasARowAnEpoch()
    {
        new SmallRun().Train(SmallRun.Options with { Checkpoints = Checkpoints.In(_folder.Path) });
        var rows = File.ReadAllLines(_folder.File("log.csv")).Select(line => line.Split(',')).ToArray();
        Assert.Equal(["epoch", "loss", "accuracy", "validation_loss"], rows[0][..4]);
        Assert.Equal(["1", "2", "3"], rows[1..].Select(row => row[0]));
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Recipe_OfEveryName_IsChecked(string name) =>
        SeNetExperimentSettings.OfATrial(
                SeNetOptions.FromRecipe(name) with
                {
                    FineTuning = name == "finetune" ? FineTuning.From("weights.safetensors") : null,
                })
            .Check();

    public static TheoryData<string> Recipes { get; } = [.. SeNetOptions.Recipes];
}
