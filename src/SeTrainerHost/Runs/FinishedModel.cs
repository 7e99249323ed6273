using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.SqueezeExcite.Reports;
using SeTrainerHost.Datasets;
using Spectre.Console;

namespace SeTrainerHost.Runs;

/// <summary>What comes after training: <c>model.zip</c>, the test, and <c>metrics.json</c>.</summary>
internal sealed record FinishedModel(MLContext Ml, PreparedImages Images, SeNetOptions Options, string Folder)
{
    /// <summary>The model's file.</summary>
    public const string ModelName = "model.zip";

    /// <summary>The file of its metrics.</summary>
    public const string MetricsName = "metrics.json";

    /// <summary>
    /// Saves a classifier, tests it and writes its metrics; what was in the files' place is replaced only when the new ones are
    /// whole. The model comes first: whatever is wrong with the test, the training is not lost.
    /// </summary>
    /// <param name="console">Where it says what it does.</param>
    /// <param name="classifier">The classifier.</param>
    /// <param name="classNames">Its classes, in key order.</param>
    /// <param name="training">How it was trained, for the report; null where that is not known.</param>
    /// <param name="describe">Adds to the metrics what is known beside the test.</param>
    /// <param name="cancellation">Ends it at the next image.</param>
    /// <exception cref="InvalidDataException">
    /// A test image cannot be read; the model is saved, the message says where.
    /// </exception>
    public MetricsFile Write(
        IAnsiConsole console,
        ITransformer classifier,
        IReadOnlyList<string> classNames,
        TrainingSummary? training,
        Func<MetricsFile, MetricsFile> describe,
        CancellationToken cancellation)
    {
        using var model = Images.Preparing
            .Append(classifier)
            .Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(classifier.Transform(Images.Training)));
        var (modelFile, metricsFile) = (Path.Combine(Folder, ModelName), Path.Combine(Folder, MetricsName));
        Ml.Model.SaveSeNet(model, Images.Data.Training.Schema, modelFile, Options.Files, outdated: metricsFile);
        console.WriteLine($"model {modelFile}");

        console.WriteLine("testing");
        using var saved = Ml.Model.LoadSeNet(modelFile);
        var tested = saved.Transform(Tested(console, cancellation));
        var (test, scored) = Test(tested, classNames, modelFile, cancellation);
        var metrics = describe(test);
        AtomicFile.Write(metricsFile, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(metrics + "\n")), Options.Files);
        PredictionsFile.Write(Path.Combine(Folder, PredictionsFile.FileName), scored, Options.Files);
        MetricsTable.Print(console, metrics);
        var report = RunReportFile.Of(Path.GetFileName(Folder), scored, metrics) with
        {
            History = training?.History ?? [],
            Settings = [.. RunSettings.Of(Options).Select(RunReportFile.Fact)],
            Data = Images.Counts.In(classNames),
            FirstBatch = FirstBatchFile.Read(Folder),
            Pictures = ViewPictures.Of(tested, Dataset.ImageColumn),
        };
        new RunReportFile(Path.Combine(Folder, RunReportFile.FileName)).TryWrite(report, Options.Files, console.WriteLine);
        return metrics;
    }

    private (MetricsFile Metrics, ScoredSet Scored) Test(
        IDataView tested,
        IReadOnlyList<string> classNames,
        string modelFile,
        CancellationToken cancellation)
    {
        try
        {
            var images = ScoredImages.Read(Ml, tested, cancellation);
            return (images.Evaluate(classNames), images.Labelled(classNames));
        }
        catch (InvalidDataException e)
        {
            var advice = Images.Data.HasPaths ? "; --on-invalid-image skip leaves it out" : "";
            throw new InvalidDataException($"the model is saved as {modelFile}, but could not be tested: {e.Message}{advice}", e);
        }
    }

    private IDataView Tested(IAnsiConsole console, CancellationToken cancellation)
    {
        if (!Images.Data.HasPaths || Options.OnInvalidImage == InvalidImageAction.Throw)
            return Images.Data.Test!;
        var (files, unreadable) = ImageFiles.Readable(Ml, Images.Data.Test!, cancellation);
        if (unreadable > 0)
            console.WriteLine($"{unreadable} test images cannot be read and were left out");
        return files;
    }
}
