using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Experiments;

/// <summary>An experiment on the images that a command line names.</summary>
/// <param name="Data">The images.</param>
/// <param name="Valid">Images to validate on; null for a share of the former.</param>
/// <param name="TestFraction">The share kept for the test where the data set keeps none.</param>
/// <param name="Folds">The folds of a cross-validation; null for none.</param>
/// <param name="Settings">The experiment.</param>
internal sealed record ExperimentJob(
    string Data,
    string? Valid,
    double TestFraction,
    uint? Folds,
    SeNetExperimentSettings Settings)
{
    /// <summary>Runs it; what happens to each trial is told as it goes.</summary>
    public (SeNetExperimentResult Result, PreparedImages Images, MLContext Ml) Run(
        IAnsiConsole console,
        CancellationToken cancellation)
    {
        if (Folds is not null && Valid is not null)
            throw new ArgumentException("--folds and --valid exclude each other, both were given");
        var ml = new MLContext(seed: (int)Settings.Seed);
        TrainingMessages.Show(ml, console, "SeNetExperiment");
        var images = PreparedImages.Open(
            ml,
            Dataset.Open(ml, Data, console.WriteLine).Split(ml, TestFraction, Settings.Seed),
            Valid,
            Settings.Options.Decoding,
            console.WriteLine);
        var result = ProgressDisplay.Run(
            console,
            progress =>
            {
                var settings = Settings with
                {
                    CancellationToken = cancellation,
                    Options = Settings.Options with
                    {
                        Progress = progress,
                        SamplingKeyColumnName = images.Data.HasPaths ? ImageFiles.PathColumn : null,
                    },
                };
                var experiment = ml.MulticlassClassification.CreateSeNetExperiment(settings, ml);
                return Folds is { } folds
                    ? experiment.Execute(images.Training, folds)
                    : experiment.Execute(images.Training, images.Validation);
            },
            epochs: false);
        return (result, images, ml);
    }
}
