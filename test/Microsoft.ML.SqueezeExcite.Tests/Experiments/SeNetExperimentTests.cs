namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SeNetExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SmallExperiment Small => new(_folder.File("experiment"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Execute_AtRandom_TrainsEveryTrialToItsEnd()
    {
        var small = Small;
        var result = small.Execute();
        Assert.Equal([1, 2, 3], result.RunDetails.Select(run => run.Trial));
        Assert.All(
            result.RunDetails,
            run =>
            {
                Assert.Equal((SeNetRunState.Finished, 4, null), (run.State, run.Epochs, run.Exception));
                Assert.Equal(["learningRate", "reductionRatio"], run.Parameters.Keys);
                Assert.InRange(run.Options.Optimizer.LearningRate, 0.02, 0.5);
                Assert.Equal(run.Parameters["reductionRatio"], $"{run.Options.Attention!.ReductionRatio}");
                Assert.Equal(
                    Complexity.Of(Networks.Create("se-resnet-8-cifar", new FeatureShape(1, 12, 12), 4, run.Options.Attention))
                        .Parameters,
                    run.Metrics!.Parameters);
                Assert.InRange(run.Metrics.MacroAccuracy, 0, 1);
                Assert.True(run.Seconds > 0);
                Assert.Null(run.Metrics.LatencyMilliseconds);
                Assert.Empty(Directory.GetFiles(run.Folder, "*.safetensors"));
            });
        Assert.Equal(result.RunDetails.Max(run => run.Metrics!.MicroAccuracy), result.BestRun.Metrics!.MicroAccuracy);
        Assert.Equal([result.BestRun], result.ParetoFront);
        Assert.Equal(result.RunDetails.Select(run => run.Trial), small.Reported.Select(run => run.Trial));
    }

    /// <summary>The metrics are those of the saved model on the validation images.</summary>
    [Fact]
    public void LoadModel_OfTheBestRun_ScoresAsItsMetricsSay()
    {
        var ml = new MLContext();
        var validation = SmallExperiment.Keyed(TinyImages.View(ml, 24, label => $"class {label}"));
        var best = Small.Execute(validation: validation).BestRun;
        using var model = best.LoadModel();
        var measured = ml.MulticlassClassification.Evaluate(model.Transform(validation));
        Assert.Equal(measured.MicroAccuracy, best.Metrics!.MicroAccuracy, 1e-9);
        Assert.Equal(measured.MacroAccuracy, best.Metrics.MacroAccuracy, 1e-9);
        Assert.Equal(measured.LogLoss, best.Metrics.LogLoss, 1e-4);
        Assert.NotNull(ml.Model.Load(best.ModelPath, out _));
    }

    [Fact]
    public void Execute_OnEncodedImages_HasModelsThatScoreThem()
    {
        var images = SmallExperiment.Keyed(
            new MLContext().Data.LoadFromEnumerable(
                Enumerable.Range(0, 16).Select(i => new EncodedRow { Label = $"{i % 2}", Image = Encoded(i) }).ToArray()));
        var settings = Small.Settings with
        {
            MaxModels = 1,
            Options = Small.Settings.Options with { Epochs = 1, ImageSize = 12 },
        };
        var run = new SmallExperiment("") { Settings = settings }
            .Execute(images)
            .BestRun;
        using var model = run.LoadModel();
        Assert.Equal(16, model.Transform(images).GetColumn<float[]>("Score").Count());
    }

    [Fact]
    public void Execute_WithHalving_TrainsTheBestOnFromTheirCheckpoints()
    {
        var folder = _folder.File("halving");
        var halving = new SmallExperiment(folder)
        {
            Settings = Small.Settings with { Folder = folder, MaxModels = 4, Halving = new(2) },
        };
        var result = halving.Execute();
        Assert.Equal([1, 2, 4], result.BestRun.Rungs.Select(rung => rung.Epochs));
        Assert.Equal([1, 1, 2, 4], result.RunDetails.Select(run => run.Epochs).Order());
        Assert.Equal(3, result.RunDetails.Count(run => run.State == SeNetRunState.StoppedEarly));
        Assert.Equal(4 + 2 + 1, halving.Reported.Count);
        Assert.All(result.RunDetails, run => Assert.True(File.Exists(run.ModelPath)));

        var whole = new SmallExperiment(_folder.File("whole"))
        {
            Settings = Small.Settings with { Folder = _folder.File("whole"), MaxModels = 4 },
        }.Execute();
        Assert.Equal(whole.RunDetails.Select(run => run.Parameters), result.RunDetails.Select(run => run.Parameters));
        Assert.Equal(whole.RunDetails[result.BestRun.Trial - 1].Metrics, result.BestRun.Metrics);
    }

    [Theory]
    [InlineData(SeNetSampler.Random)]
    [InlineData(SeNetSampler.Tpe)]
    public void Execute_Interrupted_EndsWithTheTrialsOfAnUndisturbedOne(SeNetSampler sampler)
    {
        SmallExperiment At(string name) =>
            new(_folder.File(name))
            {
                Settings = Small.Settings with
                {
                    Folder = _folder.File(name),
                    Sampler = sampler,
                    MaxModels = 6,
                    Halving = new(2, 2),
                    Options = Small.Settings.Options with { Epochs = 4 },
                },
            };
        var expected = At("undisturbed").Execute();
        foreach (var reports in new[] { 1, 3, 2 })
            At("disturbed").ExecuteUntil(reports);
        var last = At("disturbed");
        Assert.Equal(SmallExperiment.Essence(expected), SmallExperiment.Essence(last.Execute()));
        Assert.InRange(last.Reported.Count, 1, 3);
        var again = At("disturbed");
        Assert.Equal(SmallExperiment.Essence(expected), SmallExperiment.Essence(again.Execute()));
        Assert.Empty(again.Reported);
    }

    [Fact]
    public void Execute_InterruptedWithinATrial_GoesOnFromItsCheckpoint()
    {
        using var stop = new CancellationTokenSource();
        var steps = 0;
        var settings = Small.Settings with { MaxModels = 1, CancellationToken = stop.Token };
        var stopping = new SmallExperiment("")
        {
            Settings = settings with { Options = settings.Options with { Progress = new Steps(() => Stop(++steps)) } },
        };
        Assert.ThrowsAny<OperationCanceledException>(() => stopping.Execute());
        var resumed = new List<TrainingProgress>();
        var going = new SmallExperiment("")
        {
            Settings = Small.Settings with
            {
                MaxModels = 1,
                Options = Small.Settings.Options with { Progress = new Steps(resumed.Add) },
            },
        };
        var run = going.Execute().BestRun;
        Assert.Equal((2, 4), (resumed[0].Epoch, resumed[0].Step));
        var other = new SmallExperiment(_folder.File("other"))
        {
            Settings = Small.Settings with { Folder = _folder.File("other"), MaxModels = 1 },
        };
        Assert.Equal(other.Execute().BestRun.Metrics, run.Metrics);

        void Stop(int step)
        {
            if (step == 7)
                stop.Cancel();
        }
    }

    [Fact]
    public void Execute_WithMoreModels_KeepsTheTrialsAndAddsOthers()
    {
        var few = new SmallExperiment("") { Settings = Small.Settings with { MaxModels = 1 } }.Execute();
        var more = Small.Execute();
        Assert.Equal(3, more.RunDetails.Count);
        Assert.Equal(SmallExperiment.Essence(few)[0], SmallExperiment.Essence(more)[0]);
    }

    [Fact]
    public void Execute_WithFolds_GivesTheMeanOfTheFolds()
    {
        var small = new SmallExperiment("") { Settings = Small.Settings with { MaxModels = 1 } };
        var run = small.Execute(folds: 2).BestRun;
        Assert.Equal(
            ["fold-1", "fold-2"],
            Directory.GetDirectories(Path.GetDirectoryName(run.Folder)!).Select(Path.GetFileName).Order());
        var folds = new[] { "fold-1", "fold-2" }.Select(fold =>
            File.ReadLines(Path.Combine(run.Folder, "..", fold, "log.csv")).Last().Split(',')[4]);
        Assert.Equal(
            folds.Average(accuracy => double.Parse(accuracy, System.Globalization.CultureInfo.InvariantCulture)),
            run.Metrics!.MicroAccuracy,
            1e-5);
        using var model = run.LoadModel();
        Assert.Equal(4, model.ClassNames.Count);
    }

    [Fact]
    public void Execute_ATrialThatFails_IsRecordedAndTheOthersGoOn()
    {
        var small = new SmallExperiment("")
        {
            Settings = Small.Settings with
            {
                Configurations =
                [
                    Configuration("learningRate", "1e30"),
                    Configuration("learningRate", "0.1"),
                    Configuration("reductionRatio", "1000"),
                ],
                MaxModels = null,
            },
        };
        var result = small.Execute();
        Assert.Equal(
            [SeNetRunState.Failed, SeNetRunState.Finished, SeNetRunState.Failed],
            result.RunDetails.Select(run => run.State));
        Assert.Equal(2, result.BestRun.Trial);
        Assert.Contains("no longer", result.RunDetails[0].Exception, StringComparison.Ordinal);
        Assert.Contains("ReductionRatio must be between 1 and 16", result.RunDetails[2].Exception, StringComparison.Ordinal);
        var e = Assert.Throws<InvalidOperationException>(() => result.RunDetails[0].LoadModel());
        Assert.Contains("trial 1 has no model: ", e.Message, StringComparison.Ordinal);
        Assert.Equal(SmallExperiment.Essence(result), SmallExperiment.Essence(small.Execute()));
    }

    [Fact]
    public void Execute_AllTrialsFail_SaysWhy()
    {
        var small = new SmallExperiment("")
        {
            Settings = Small.Settings with { Configurations = [Configuration("reductionRatio", "1000")], MaxModels = null },
        };
        var e = Assert.Throws<InvalidOperationException>(() => small.Execute());
        Assert.Contains("all 1 trials failed, the first with: ReductionRatio must be", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Execute_AgainstLatency_MeasuresItAndGivesTheFront()
    {
        var settings = Small.Settings with
        {
            Objective = SeNetObjective.AccuracyAgainstLatency,
            Configurations =
            [
                Configuration("architecture", "se-resnet-8-cifar"),
                Configuration("architecture", "se-resnet-20-cifar"),
            ],
            MaxModels = null,
        };
        var result = new SmallExperiment("") { Settings = settings }.Execute();
        Assert.All(result.RunDetails, run => Assert.Equal((SeNetRunState.Finished, null), (run.State, run.Exception)));
        Assert.All(result.RunDetails, run => Assert.True(run.Metrics!.LatencyMilliseconds > 0));
        Assert.NotEmpty(result.ParetoFront);
        Assert.Contains(result.BestRun, result.ParetoFront);
    }

    [Fact]
    public void Execute_TimeOver_KeepsWhatIsDoneAndGoesOnWithMore()
    {
        var clock = new ManualTime();
        var settings = Small.Settings with { TimeProvider = clock, MaxExperimentTime = TimeSpan.FromHours(1) };
        var first = new SmallExperiment("")
        {
            Settings = settings with
            {
                Options = settings.Options with
                {
                    Progress = new Steps(p => clock.Advance(p.Step == p.Steps && p.Epoch == p.Epochs ? 90 : 0)),
                },
            },
        };
        Assert.Equal([1], first.Execute().RunDetails.Select(run => run.Trial));
        var second = new SmallExperiment("") { Settings = settings with { MaxExperimentTime = TimeSpan.FromHours(9) } };
        Assert.Equal([1, 2, 3], second.Execute().RunDetails.Select(run => run.Trial));
    }

    private byte[] Encoded(int index)
    {
        using var picture = TinyImages.Picture(index, index % 2);
        var path = _folder.File("picture.png");
        picture.Save(path);
        return File.ReadAllBytes(path);
    }

    private static Dictionary<string, string> Configuration(string option, string value) => new() { [option] = value };

    private sealed class Steps(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public Steps(Action report)
            : this(_ => report())
        {
        }

        public void Report(TrainingProgress value) => report(value);
    }

    /// <summary>A clock that a test moves, with timers that fire when it does.</summary>
    private sealed class ManualTime : TimeProvider
    {
        private readonly List<(DateTimeOffset Due, Action Fire)> _timers = [];
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _timers.Add((dueTime < TimeSpan.Zero ? DateTimeOffset.MaxValue : GetUtcNow() + dueTime, () => callback(state)));
            return new NoTimer();
        }

        public void Advance(int minutes)
        {
            _now += TimeSpan.FromMinutes(minutes);
            foreach (var (_, fire) in _timers.Where(timer => timer.Due <= GetUtcNow()).ToArray())
                fire();
            _timers.RemoveAll(timer => timer.Due <= GetUtcNow());
        }

        private sealed class NoTimer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
