using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Experiments;

/// <summary>The trials of a sweep, as a table and as JSON.</summary>
/// <param name="Result">The experiment's result.</param>
internal sealed record SweepReport(SeNetExperimentResult Result)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>A row a trial, the best ones marked.</summary>
    public void Print(IAnsiConsole console)
    {
        string[] options = [.. Result.RunDetails.SelectMany(run => run.Parameters.Keys).Distinct()];
        var withLatency = Result.RunDetails.Any(run => run.Metrics?.LatencyMilliseconds is not null);
        string[] figures =
        [
            "epochs", "accuracy", "macro", "log-loss", "parameters", "seconds",
            .. withLatency ? ["ms"] : Array.Empty<string>(),
        ];
        var table = options.Aggregate(new FittedTable().Figures("trial"), (all, option) => all.Name(option))
            .Figures(figures)
            .Name("state");
        foreach (var run in Result.RunDetails)
            table.Row([
                Text(run.Trial),
                .. options.Select(option => run.Parameters.GetValueOrDefault(option, "")),
                .. Figures(run, withLatency),
                State(run),
            ]);
        table.WriteTo(console);
        console.WriteLine($"best: {Result.BestRun}");
    }

    /// <summary>
    /// What a program reads: every trial, the number of the best, those of the Pareto front, and what the test said of the best.
    /// </summary>
    public string Json(MetricsFile test) => JsonSerializer.Serialize(
        new
        {
            Best = Result.BestRun.Trial,
            ParetoFront = Result.ParetoFront.Select(run => run.Trial),
            TestMicroAccuracy = test.MicroAccuracy,
            Trials = Result.RunDetails.Select(run => new
            {
                run.Trial,
                run.Parameters,
                run.State,
                run.Epochs,
                run.Metrics,
                run.Seconds,
                run.Exception,
                Model = run.Metrics is null ? null : run.ModelPath,
            }),
        },
        Indented);

    private static IEnumerable<string> Figures(SeNetRunDetail run, bool withLatency)
    {
        var m = run.Metrics;
        string[] figures =
        [
            Text(run.Epochs),
            m?.MicroAccuracy.ToString("F4", CultureInfo.InvariantCulture) ?? "",
            m?.MacroAccuracy.ToString("F4", CultureInfo.InvariantCulture) ?? "",
            m?.LogLoss.ToString("F4", CultureInfo.InvariantCulture) ?? "",
            m?.Parameters.ToString("N0", CultureInfo.InvariantCulture) ?? "",
            run.Seconds.ToString("F1", CultureInfo.InvariantCulture),
        ];
        return withLatency ? [.. figures, m?.LatencyMilliseconds?.ToString("F2", CultureInfo.InvariantCulture) ?? ""] : figures;
    }

    private string State(SeNetRunDetail run)
    {
        var mark =
            run == Result.BestRun ? " (best)"
            : Result.ParetoFront.Contains(run) ? " (front)"
            : "";
        return run.State == SeNetRunState.Failed
            ? $"failed: {run.Exception}"
            : Commands.TrainerOptions.Kebab($"{run.State}").Replace('-', ' ') + mark;
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
