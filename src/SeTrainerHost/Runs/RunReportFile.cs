using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.SqueezeExcite.Reports;
using SeTrainerHost.Datasets;
using ReportText = Microsoft.ML.SqueezeExcite.Reports.Text;

namespace SeTrainerHost.Runs;

/// <summary><c>report.html</c>: what came of a run, to look at.</summary>
/// <param name="Folder">The folder of the run.</param>
/// <param name="Options">Its settings.</param>
internal sealed record RunReportFile(string Folder, SeNetOptions Options)
{
    /// <summary>The name of the file in the folder of a run.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes the report; where that fails, it says so: the model and its metrics are there.</summary>
    /// <param name="scored">The images of the test.</param>
    /// <param name="view">The same as a view, for their pictures.</param>
    /// <param name="training">How the model was trained; null where that is not known.</param>
    /// <param name="metrics">The metrics.</param>
    /// <param name="counts">The images of each class.</param>
    /// <param name="say">Gets where it is, or what went wrong.</param>
    public void TryWrite(
        ScoredSet scored,
        IDataView view,
        TrainingSummary? training,
        MetricsFile metrics,
        ClassCounts counts,
        Action<string> say)
    {
        var path = Path.Combine(Folder, FileName);
        try
        {
            ReportFile.Write(path, RunPage.Render(Report(scored, view, training, metrics, counts)), Options.Files);
            say($"report {path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            say($"the report {path} could not be written: {FileFault.Reason(e, path)}");
        }
    }

    private RunReport Report(
        ScoredSet scored,
        IDataView view,
        TrainingSummary? training,
        MetricsFile metrics,
        ClassCounts counts) => new(metrics.Architecture ?? "Image classifier", scored)
        {
            Subtitle = $"{Path.GetFileName(Folder)}, tested on {scored.Images.Count} images of {scored.Classes.Count} classes",
            History = training?.History ?? [],
            Facts = [.. training is null ? [] : TrainingFacts.Of(training), .. Network(metrics)],
            Settings = [.. RunSettings.Of(Options).Select(setting => new Fact(setting.Name, string.Join(' ', setting.Words)))],
            Data = counts.In(scored.Classes),
            FirstBatch = FirstBatchFile.Read(Folder),
            Pictures = ViewPictures.Of(view, Dataset.ImageColumn),
        };

    private static IEnumerable<Fact> Network(MetricsFile metrics) =>
        metrics is { Parameters: { } parameters, MultiplyAdds: { } multiplyAdds }
            ? [new Fact("Parameters", ReportText.Count(parameters), $"{ReportText.Count(multiplyAdds)} multiply-adds an image")]
            : [];
}
