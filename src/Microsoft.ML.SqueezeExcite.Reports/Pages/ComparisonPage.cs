namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A run beside others.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Accuracy">The share of its test images that is classified right.</param>
/// <param name="Loss">Their mean cross-entropy.</param>
/// <param name="TestImages">How many there are.</param>
internal sealed record ComparedRun(string Name, double Accuracy, double Loss, int TestImages)
{
    /// <summary>The time of training; null if unknown.</summary>
    public double? TrainSeconds { get; init; }

    /// <summary>The network's parameters; null if unknown.</summary>
    public long? Parameters { get; init; }

    /// <summary>The last report of each epoch.</summary>
    public IReadOnlyList<TrainingProgress> History { get; init; } = [];

    /// <summary>The settings that are not the defaults.</summary>
    public IReadOnlyList<Fact> Settings { get; init; } = [];
}

/// <summary>Runs side by side: figures, curves, and the settings that differ.</summary>
internal sealed class ComparisonPage
{
    // As many as lines can be told apart.
    private const int MostCurves = 6;

    private readonly IReadOnlyList<ComparedRun> _runs;

    private ComparisonPage(IReadOnlyList<ComparedRun> runs) => _runs = runs;

    public IEnumerable<ComparedRow> Rows => _runs.Select(run => new ComparedRow(run));

    public IReadOnlyList<NamedChart> Curves
    {
        get
        {
            var drawn = _runs.Where(run => run.History.Count > 0).Take(MostCurves).ToArray();
            NamedChart?[] charts =
            [
                Chart("Validation accuracy", "va", drawn, epoch => epoch.Validation?.Accuracy),
                Chart("Validation loss", "vl", drawn, epoch => epoch.Validation?.Loss),
                Chart("Training loss", "tl", drawn, epoch => epoch.Loss),
            ];
            return [.. charts.OfType<NamedChart>()];
        }
    }

    public string CurveNote => _runs.Count > MostCurves ? $"The first {MostCurves} of {_runs.Count} runs are drawn." : "";

    public IEnumerable<string> Names => _runs.Select(run => run.Name);

    /// <summary>The settings that are not the same in all runs; a dash stands for the default.</summary>
    public IEnumerable<ComparedSetting> Settings =>
        from name in _runs.SelectMany(run => run.Settings).Select(setting => setting.Name).Distinct()
        let values = _runs.Select(run => run.Settings.FirstOrDefault(setting => setting.Name == name)?.Value ?? "–").ToArray()
        where values.Distinct().Count() > 1
        select new ComparedSetting(name, values);

    /// <summary>The page of some runs.</summary>
    public static string Render(IReadOnlyList<ComparedRun> runs) =>
        Page.Render("comparison", $"{runs.Count} runs", new ComparisonPage(runs));

    // Null where no run has such values.
    private static NamedChart? Chart(
        string title,
        string id,
        IReadOnlyList<ComparedRun> runs,
        Func<TrainingProgress, double?> value)
    {
        Curve[] curves =
        [
            .. runs.Index().Select(run => new Curve(run.Item.Name, Points(run.Item)) { Style = run.Index })
                .Where(curve => curve.Points.Count > 0),
        ];
        if (curves.Length == 0)
            return null;
        var last = string.Join("; ", curves.Select(curve => Text.Invariant($"{curve.Name} ends at {curve.Points[^1].Y:0.###}")));
        return new NamedChart(title, CurveChart.Svg(id, $"{title} by epoch. {last}", "epoch", title, curves));

        IReadOnlyList<(double, double)> Points(ComparedRun run) =>
            [.. run.History.Where(epoch => value(epoch) is not null).Select(epoch => ((double)epoch.Epoch, value(epoch)!.Value))];
    }
}

/// <summary>A run as a row of figures.</summary>
internal sealed class ComparedRow(ComparedRun run)
{
    public string Name => run.Name;

    public string Accuracy => Text.Percent(run.Accuracy);

    public string AccuracyShare => Text.Bar(run.Accuracy);

    public string Interval => Text.Interval(WilsonInterval.Of((long)Math.Round(run.Accuracy * run.TestImages), run.TestImages));

    public string Loss => Text.Invariant($"{run.Loss:0.0000}");

    public string Images => Text.Count(run.TestImages);

    public string Epochs => Text.Count(run.History.Count);

    public string Time => run.TrainSeconds is { } seconds ? Text.Duration(TimeSpan.FromSeconds(seconds)) : "–";

    public string Parameters => run.Parameters is { } parameters ? Text.Count(parameters) : "–";
}

/// <summary>A setting of all runs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its value in each run.</param>
internal sealed record ComparedSetting(string Name, IReadOnlyList<string> Values);
