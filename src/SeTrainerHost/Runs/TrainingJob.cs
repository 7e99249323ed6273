using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Runs;

/// <summary>One training: data, pipeline, test, files.</summary>
/// <param name="Data">The images.</param>
/// <param name="Valid">Images to validate on; null for none, or a share of the former.</param>
/// <param name="TestFraction">
/// The share kept for the test where the data set keeps none; null for the usual, or that of the run that goes on.
/// </param>
/// <param name="Options">The settings.</param>
/// <param name="Folder">The folder of the run.</param>
internal sealed record TrainingJob(string Data, string? Valid, double? TestFraction, SeNetOptions Options, string Folder)
{
    /// <summary>The checkpoint that a run in a folder goes on from, if it is there.</summary>
    public static string CheckpointOf(string folder) => Path.Combine(folder, "last.safetensors");

    /// <summary>
    /// Trains and writes the files. A run that goes on replaces its own only when the new ones are whole; one that begins sets
    /// those of another aside.
    /// </summary>
    public MetricsFile Run(IAnsiConsole console, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        using var held = RunLock.Take(Folder, "job.lock");
        var ml = new MLContext(seed: (int)Options.Seed);
        TrainingMessages.Show(ml, console);
        var (data, chosen) = Split(ml, console);
        var images = PreparedImages.Open(ml, data, Valid, Options.Decoding, console.WriteLine);
        ClassCountTable.Print(console, images.Counts);
        var validation = images.Validation is { } seen
            ? (Options.Validation ?? new Validation()) with
            {
                Images = seen,
            }
            : Options.Validation;
        var options = Options with
        {
            Validation = validation,
            SamplingKeyColumnName = data.HasPaths ? ImageFiles.PathColumn : null,
            CancellationToken = cancellation,
            FirstBatch = batch => FirstBatchFile.TryWrite(Folder, batch, images.Counts.Classes, Options.Files, console.Say),
            Checkpoints = Options.Checkpoints! with
            {
                Companions =
                [
                    TestImages.FileName, FinishedModel.ModelName, FinishedModel.MetricsName, FirstBatchFile.FileName,
                    PredictionsFile.FileName, RunReportFile.FileName,
                ],
            },
        };
        var trained = ProgressDisplay.Run(
            console,
            progress =>
                ml.MulticlassClassification.Trainers.SeNetClassifier(
                        options with
                        {
                            Progress = chosen?.WrittenTo(Folder, progress, Options.Files) ?? progress,
                        },
                        ml)
                    .Fit(images.Training),
            epochs: true);
        var finished = new FinishedModel(ml, images, Options, Folder);
        return finished.Write(
            console, trained, trained.ClassNames, trained.Training, metrics => metrics.With(trained), cancellation);
    }

    /// <summary>
    /// The images with those for the test apart, and these where they are chosen anew, not as the run that goes on has them.
    /// </summary>
    private (Dataset Images, TestImages? Chosen) Split(MLContext ml, IAnsiConsole console)
    {
        var images = Dataset.Open(ml, Data, console.WriteLine);
        if (images.Test is not null)
            return (images, null);
        var goesOn = Options.Checkpoints is { Resume: true } && File.Exists(CheckpointOf(Folder));
        if (goesOn && TestImages.Read(Folder) is { } kept)
            return (images.Split(ml, kept.Of(TestFraction)), null);
        if (goesOn)
            console.WriteLine(
                $"{Folder} has no {TestImages.FileName}: the test images are chosen anew, and are others than before if --data, "
                + "--test-fraction or --seed is another");
        var chosen = images.ChooseTest(ml, TestFraction ?? TestImages.UsualFraction, Options.Seed);
        return (images.Split(ml, chosen), chosen);
    }
}
