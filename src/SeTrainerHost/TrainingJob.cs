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
        var images = PreparedImages.Open(ml, Data, Valid, TestFraction, Options.Seed);
        var options = Options with { ValidationSet = images.Validation, CancellationToken = cancellation };
        var trained = ProgressDisplay.Run(console, progress =>
            ml.MulticlassClassification.Trainers.SeNetClassifier(options with { Progress = progress }, ml).Fit(images.Training));
        var finished = new FinishedModel(ml, images, Options.OnInvalidImage, Folder);
        return finished.Write(console, trained, trained.ClassNames, metrics => metrics.With(trained));
    }
}
