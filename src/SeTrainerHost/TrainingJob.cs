using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using Spectre.Console;

namespace SeTrainerHost;

/// <summary>One training: data, pipeline, test, files.</summary>
internal sealed record TrainingJob(string Data, string? Valid, double TestFraction, SeNetOptions Options, string Folder)
{
    /// <summary>Trains and writes the files; what was in their place is replaced only when the new ones are whole.</summary>
    public MetricsFile Run(IAnsiConsole console, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        var ml = new MLContext(seed: (int)Options.Seed);
        ml.Log += (_, e) =>
        {
            // What it says of each epoch, the display shows.
            var isTraining = e.Source.StartsWith("SeNetTrainer", StringComparison.Ordinal) && e.Kind >= Microsoft.ML.Runtime.ChannelMessageKind.Info;
            if (isTraining && !e.RawMessage.StartsWith("epoch", StringComparison.Ordinal))
                console.WriteLine(e.RawMessage);
        };
        var data = Dataset.Open(ml, Data).Split(ml, TestFraction, Options.Seed);
        var training = data.Training;
        var preparing = data.Preparation(ml).Fit(training);
        var options = Options with
        {
            ValidationSet = Valid is null ? null : OrientedImages.In(ml, preparing.Transform(Dataset.Open(ml, Valid).Training)),
            CancellationToken = cancellation,
        };
        var prepared = OrientedImages.In(ml, preparing.Transform(training));
        var trained = ProgressDisplay.Run(console, progress =>
            ml.MulticlassClassification.Trainers.SeNetClassifier(options with { Progress = progress }, ml).Fit(prepared));
        using var model = preparing
            .Append(trained)
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel").Fit(trained.Transform(prepared)));

        console.WriteLine("testing");
        var metrics = MetricsFile.Of(
            trained.ClassNames,
            ml.MulticlassClassification.Evaluate(OrientedImages.Score(ml, model, Tested(ml, data, console)), topKPredictionCount: trained.ClassNames.Count)).With(trained);
        var modelFile = Path.Combine(Folder, "model.zip");
        ml.Model.SaveSeNet(model, training.Schema, modelFile);
        AtomicFile.Write(Path.Combine(Folder, "metrics.json"), stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(metrics + "\n")));
        MetricsTable.Print(console, metrics);
        console.WriteLine($"model {modelFile}");
        return metrics;
    }

    private IDataView Tested(MLContext ml, Dataset data, IAnsiConsole console)
    {
        if (!data.HasPaths || Options.OnInvalidImage == InvalidImageAction.Throw)
            return data.Test!;
        var (files, unreadable) = ImageFiles.Readable(ml, data.Test!);
        if (unreadable > 0)
            console.WriteLine($"{unreadable} test images cannot be read and were left out");
        return files;
    }
}
