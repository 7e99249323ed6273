using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.SqueezeExcite.Reports;
using SeTrainerHost.Datasets;
using ReportText = Microsoft.ML.SqueezeExcite.Reports.Text;

namespace SeTrainerHost.Runs;

/// <summary><c>report.html</c>: what came of a run, to look at.</summary>
/// <param name="Path">The file.</param>
internal sealed record RunReportFile(string Path)
{
    /// <summary>The name of the file in the folder of a run.</summary>
    public const string FileName = "report.html";

    /// <summary>Writes the report; where that fails, it says so: the model and its metrics are there.</summary>
    /// <param name="report">The report.</param>
    /// <param name="files">Where it is written.</param>
    /// <param name="say">Gets where it is, or what went wrong.</param>
    public void TryWrite(RunReport report, FileSystem files, Action<string> say)
    {
        try
        {
            ReportFile.Write(Path, RunPage.Render(report), files);
            say($"report {Path}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            say($"the report {Path} could not be written: {FileFault.Reason(e, Path)}");
        }
    }

    /// <summary>Writes the report of a run that has ended.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="run">The run.</param>
    /// <param name="data">Where the images are now; null for where they were.</param>
    /// <param name="say">Gets where the report is, and what is missing in it.</param>
    public void WriteAgain(MLContext ml, FinishedRun run, string? data, Action<string> say)
    {
        var (scored, metrics) = (run.Predictions(), run.Metrics);
        var report = Of(run.Name, scored, metrics) with
        {
            History = run.History,
            Settings = [.. run.Settings.Select(Fact)],
            FirstBatch = FirstBatchFile.Read(run.Folder),
        };
        try
        {
            var images = run.Images(ml, data, _ => { });
            var view = images.HasPaths
                ? ml.Data.DecodeImages(images.Test!, Dataset.ImageColumn, ImageFiles.PathColumn)
                : images.Test!;
            report = report with
            {
                Scored = InRowsOf(images.Test!, scored),
                Pictures = ViewPictures.Of(view, Dataset.ImageColumn),
                Data = ClassCounts.Of(scored.Classes, images.Training, null, images.Test!).In(scored.Classes),
            };
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            say($"the report has no pictures: {e.Message}");
        }

        ReportFile.Write(Path, RunPage.Render(report));
        say($"report {Path}");
    }

    /// <summary>What every report has.</summary>
    /// <param name="name">The run's name.</param>
    /// <param name="scored">The images of the test.</param>
    /// <param name="metrics">The metrics.</param>
    public static RunReport Of(string name, ScoredSet scored, MetricsFile metrics) => new(metrics.Architecture ?? name, scored)
    {
        Subtitle = $"{name}, tested on {ReportText.Count(scored.Images.Count)} images of {scored.Classes.Count} classes",
        Facts = [.. Figures(metrics)],
    };

    /// <summary>A setting as a report lists it.</summary>
    public static Fact Fact(RunSetting setting) => new(setting.Name, string.Join(' ', setting.Words));

    private static IEnumerable<Fact> Figures(MetricsFile metrics)
    {
        if (metrics.TrainSeconds is { } seconds)
            yield return TrainingFacts.Duration(TimeSpan.FromSeconds(seconds));
        if (metrics is { ImagesPerSecond: { } speed, DataWaitShare: { } wait })
            yield return TrainingFacts.Speed(speed, wait);
        if (metrics is { Parameters: { } parameters, MultiplyAdds: { } multiplyAdds })
            yield return new Fact(
                "Parameters", ReportText.Count(parameters), $"{ReportText.Count(multiplyAdds)} multiply-adds an image");
    }

    // Predictions name files; a view has rows.
    private static ScoredSet InRowsOf(IDataView view, ScoredSet scored)
    {
        if (view.Schema.GetColumnOrNull(ImageFiles.PathColumn) is null)
            return scored;
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (row, path) in view.GetColumn<string>(ImageFiles.PathColumn).Index())
            rows[path] = row;
        return scored with
        {
            Images = [.. scored.Images.Select(image => image with { Row = rows.GetValueOrDefault(image.Path ?? "", -1) })],
        };
    }
}
