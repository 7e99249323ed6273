namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class FindLearningRateTests
{
    private static readonly SeNetOptions Tiny = new()
    {
        Architecture = "se-resnet-8-cifar",
        BatchSize = 8,
        Epochs = 5,
        Device = TrainingDevice.Cpu,
        Augmentation = new Augmentation { PaddedShift = 1 },
    };

    private readonly MLContext _ml = new(seed: 1);

    /// <summary>At a rate that does not rise, the test's losses are those of a training at a constant rate.</summary>
    [Fact]
    public void FindLearningRate_AtOneRate_HasTheLossesOfATraining()
    {
        const double Rate = 0.05;
        var view = View(64);
        var losses = new List<double>();
        double sum = 0;
        var training = Tiny with
        {
            Optimizer = Optimizer.Sgd(Rate),
            Schedule = Schedule.Constant() with { WarmUpEpochs = 0 },
            Progress = new Reports(progress =>
            {
                // The mean of the epoch so far, in batches of eight.
                sum = progress.Step == 1 ? 0 : sum;
                losses.Add(progress.Loss * progress.Step - sum);
                sum = progress.Loss * progress.Step;
            }),
        };
        _ml.SeNetClassifier(training).Fit(view).Dispose();

        var test = _ml.SeNetClassifier(Tiny).FindLearningRate(view, Rate, Rate * (1 + 1e-12), 20);
        Assert.Equal(20, test.Points.Count);
        Assert.All(losses.Zip(test.Points), pair => Assert.Equal(pair.First, pair.Second.Loss, 1e-6));
    }

    [Fact]
    public void FindLearningRate_UpToAGreatRate_EndsWhereTheLossDiverges()
    {
        var reports = new List<TrainingProgress>();
        var options = Tiny with { Progress = new Reports(reports.Add) };
        var test = _ml.SeNetClassifier(options).FindLearningRate(View(64), 1e-4, 1e6, 60);
        Assert.InRange(test.Points.Count, 11, 59);
        Assert.All(test.Points, point => Assert.True(double.IsFinite(point.Loss)));
        Assert.InRange(test.Suggestion!.Value, 1e-3, 10);
        Assert.Equal(test.Points.Select(point => point.Rate), reports.Select(report => report.LearningRate));
    }

    [Fact]
    public void FindLearningRate_WithABatchSizeOfTheRate_CountsRatesAsTheOptionDoes()
    {
        var scaled = Tiny with { Optimizer = Optimizer.Sgd() with { LearningRateBatchSize = 16 } };
        var (half, plain) = (Find(scaled, 0.02), Find(Tiny, 0.01));
        Assert.Equal(plain.Points.Select(p => p.Loss), half.Points.Select(p => p.Loss));
        Assert.Equal(0.02, half.Points[0].Rate);

        LearningRateRangeTest Find(SeNetOptions options, double rate) =>
            _ml.SeNetClassifier(options).FindLearningRate(View(32), rate, 10 * rate, 20);
    }

    [Fact]
    public void FindLearningRate_WithCheckpointsAndValidation_WritesNothingAndTrainsOnTheRest()
    {
        using var folder = new TemporaryFolder();
        var run = Path.Combine(folder.Path, "run");
        var log = new List<string>();
        _ml.Log += (_, e) => log.Add(e.Message);
        var options = Tiny with
        {
            Checkpoints = new Checkpoints { Folder = run },
            Schedule = Schedule.Plateau(),
            Validation = Validation.Split(0.25),
        };
        _ml.SeNetClassifier(options).FindLearningRate(View(64), steps: 20);
        Assert.False(Directory.Exists(run));
        Assert.Contains(log, line => line.Contains("48 training images", StringComparison.Ordinal));
    }

    [Fact]
    public void FindLearningRate_OfAWrongRangeOrCancelled_SaysSo()
    {
        var trainer = _ml.SeNetClassifier(Tiny with { CancellationToken = new CancellationToken(true) });
        Assert.Throws<ArgumentOutOfRangeException>(() => trainer.FindLearningRate(View(8), lowest: -1));
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.FindLearningRate(View(8)));
    }

    private IDataView View(int count) => _ml.Transforms.Conversion.MapValueToKey("Label")
        .Fit(TinyImages.View(_ml, count, label => label))
        .Transform(TinyImages.View(_ml, count, label => label));

    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }
}
