namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Experiments of a small network on made-up images.</summary>
internal sealed class SmallExperiment(string folder)
{
    private static readonly MLContext Context = new();

    public static IDataView Images { get; } = Keyed(TinyImages.View(Context, 40, label => $"class {label}"));

    public static SeNetSearchSpace Space { get; } =
        SeNetSearchSpace.Empty.LogUniform("learningRate", 0.02, 0.5).Choose("reductionRatio", 2, 4);

    public SeNetExperimentSettings Settings { get; init; } = new()
    {
        Folder = folder,
        SearchSpace = Space,
        MaxModels = 3,
        Options = new SeNetOptions { Architecture = "se-resnet-8-cifar", Epochs = 4, BatchSize = 8, DataWorkers = 1 },
    };

    public List<SeNetRunDetail> Reported { get; } = [];

    public static SeNetRunMetrics Metrics(double accuracy, double? latency = null) =>
        new(accuracy, accuracy, 1 - accuracy, 100, 1000) { LatencyMilliseconds = latency };

    /// <summary>A trial that has come to some rungs, with an accuracy at each.</summary>
    public static SeNetRunDetail Trial(int number, SeNetRunState state, params IEnumerable<double> accuracies) => new()
    {
        Trial = number,
        Parameters = new Dictionary<string, string> { ["seed"] = $"{number}" },
        State = state,
        Rungs = [.. accuracies.Select((accuracy, rung) => new SeNetRung(rung + 1, Metrics(accuracy)))],
    };

    public SeNetExperimentResult Execute(IDataView? images = null, IDataView? validation = null) =>
        Experiment().Execute(images ?? Images, validation, progressHandler: new Handler(Reported.Add));

    public SeNetExperimentResult Execute(uint folds) =>
        Experiment().Execute(Images, folds, progressHandler: new Handler(Reported.Add));

    /// <summary>Executes, and stops when a number of trials was reported.</summary>
    public void ExecuteUntil(int reports, Func<SeNetExperimentSettings, SeNetExperimentSettings>? change = null)
    {
        using var stop = new CancellationTokenSource();
        var settings = (change?.Invoke(Settings) ?? Settings) with { CancellationToken = stop.Token };
        var count = 0;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Context.MulticlassClassification.CreateSeNetExperiment(settings, Context)
                .Execute(
                    Images,
                    progressHandler: new Handler(_ =>
                    {
                        if (++count == reports)
                            stop.Cancel();
                    })));
    }

    public SeNetExperiment Experiment() => Context.MulticlassClassification.CreateSeNetExperiment(Settings, Context);

    /// <summary>What must be the same in two experiments: all but the times.</summary>
    public static string[] Essence(SeNetExperimentResult result) =>
        [
            .. result.RunDetails.Select(run =>
                $"{run} {string.Join(' ', run.Rungs.Select(rung => $"{rung.Epochs}:{rung.Metrics}"))}"),
        ];

    public static IDataView Keyed(IDataView view) =>
        Context.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);

    private sealed class Handler(Action<SeNetRunDetail> report) : IProgress<SeNetRunDetail>
    {
        public void Report(SeNetRunDetail value) => report(value);
    }
}
