using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.SqueezeExcite.Reports;

namespace Microsoft.ML;

/// <summary>Adds reports to ML.NET's catalogue of multiclass classification.</summary>
public static class SeNetReportCatalog
{
    /// <summary>
    /// Writes a report of a classifier as one HTML file that needs no other: figures with their intervals, the confusion matrix
    /// whose cells open their images, the worst mistakes, figures of each class, calibration; of an SE network's training the
    /// curves. The view is read twice: once for its scores, and where it has images, once more for the pictures of some rows.
    /// </summary>
    /// <param name="catalog">The catalogue.</param>
    /// <param name="path">The file. What is there is replaced once the new one is whole.</param>
    /// <param name="scored">A view that any classifier has scored, with labels.</param>
    /// <param name="options">The names of its columns, and what else is shown; null for the defaults.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The label's or the scores' column is missing, or of a wrong type; the message names it.
    /// </exception>
    /// <exception cref="InvalidDataException">No row has a label that is one of the classes.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void WriteReport(
        this MulticlassClassificationCatalog catalog,
        string path,
        IDataView scored,
        SeNetReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(scored);
        options ??= new SeNetReportOptions();
        var set = ScoredSet.Read(scored, options.LabelColumnName, options.ScoreColumnName, options.PathColumnName);
        var report = new RunReport(options.Title, set)
        {
            History = options.Training?.History ?? [],
            Pictures = ViewPictures.Of(scored, options.ImageColumnName),
            Facts = options.Training is { } training ? TrainingFacts.Of(training) : [],
            Settings = [.. options.Settings.Select(setting => new Fact(setting.Key, setting.Value))],
        };
        ReportFile.Write(path, RunPage.Render(report));
    }
}
