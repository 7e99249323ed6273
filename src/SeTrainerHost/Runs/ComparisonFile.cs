using Microsoft.ML.SqueezeExcite.Reports;

namespace SeTrainerHost.Runs;

/// <summary>A page that shows runs side by side.</summary>
internal static class ComparisonFile
{
    /// <summary>The name of the file where none is given.</summary>
    public const string FileName = "comparison.html";

    /// <summary>Writes the page.</summary>
    /// <param name="path">The file.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="say">Gets where it is.</param>
    public static void Write(string path, IReadOnlyList<FinishedRun> runs, Action<string> say)
    {
        ReportFile.Write(path, ComparisonPage.Render([.. runs.Select(run => Compared(run, NameAmong(runs, run)))]));
        say($"comparison {path}");
    }

    private static string NameAmong(IReadOnlyList<FinishedRun> runs, FinishedRun run) =>
        runs.Count(other => other.Name == run.Name) > 1 ? run.Folder : run.Name;

    private static ComparedRun Compared(FinishedRun run, string name)
    {
        var metrics = run.Metrics;
        return new ComparedRun(name, metrics.MicroAccuracy, metrics.LogLoss, metrics.TestImages)
        {
            TrainSeconds = metrics.TrainSeconds,
            Parameters = metrics.Parameters,
            History = run.History,
            Settings = [.. run.Options.Select(RunReportFile.Fact)],
        };
    }
}
