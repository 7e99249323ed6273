using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using Spectre.Console;

namespace SeTrainerHost;

/// <summary>What comes after training: the test, <c>model.zip</c> and <c>metrics.json</c>.</summary>
internal sealed record FinishedModel(MLContext Ml, PreparedImages Images, InvalidImageAction OnInvalidImage, string Folder)
{
    /// <summary>Tests a classifier and writes the files; what was in their place is replaced only when the new ones are whole.</summary>
    public MetricsFile Write(IAnsiConsole console, ITransformer classifier, IReadOnlyList<string> classNames, Func<MetricsFile, MetricsFile> describe)
    {
        using var model = Images.Preparing
            .Append(classifier)
            .Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(classifier.Transform(Images.Training)));

        console.WriteLine("testing");
        var scored = OrientedImages.Score(Ml, model, Tested(console));
        var metrics = describe(MetricsFile.Of(classNames, Ml.MulticlassClassification.Evaluate(scored, topKPredictionCount: classNames.Count)));
        var modelFile = Path.Combine(Folder, "model.zip");
        Ml.Model.SaveSeNet(model, Images.Data.Training.Schema, modelFile);
        AtomicFile.Write(Path.Combine(Folder, "metrics.json"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(metrics + "\n")));
        MetricsTable.Print(console, metrics);
        console.WriteLine($"model {modelFile}");
        return metrics;
    }

    private IDataView Tested(IAnsiConsole console)
    {
        if (!Images.Data.HasPaths || OnInvalidImage == InvalidImageAction.Throw)
            return Images.Data.Test!;
        var (files, unreadable) = ImageFiles.Readable(Ml, Images.Data.Test!);
        if (unreadable > 0)
            console.WriteLine($"{unreadable} test images cannot be read and were left out");
        return files;
    }
}
