using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Runs;

/// <summary>One training: data, pipeline, test, files.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Folder">The folder of the run, which is this run's.</param>
internal sealed record TrainingJob(RunRequest Request, string Folder)
{
    private SeNetOptions Options => Request.Options;

    /// <summary>
    /// Trains and writes the files. A run that goes on replaces its own only when the new ones are whole; one that begins sets
    /// those of another aside.
    /// </summary>
    public MetricsFile Run(IAnsiConsole console, CancellationToken cancellation)
    {
        var ml = new MLContext(seed: (int)Options.Seed);
        TrainingMessages.Show(ml, console);
        var (data, chosen) = Split(ml, console);
        foreach (var difference in RunOrigin.Differences(Request, data))
            console.WriteLine(difference);
        var images = PreparedImages.Open(ml, data, Request.Valid, Options.Decoding, console.WriteLine);
        ClassCountTable.Print(console, images.Counts);
        var validation = images.Validation is { } seen
            ? (Options.Validation ?? new Validation()) with
            {
                Images = seen,
            }
            : Options.Validation;
        var first = default(AugmentedImages);
        var options = Options with
        {
            Validation = validation,
            SamplingKeyColumnName = data.HasPaths ? ImageFiles.PathColumn : null,
            CancellationToken = cancellation,
            FirstBatch = batch => first = batch,
            Checkpoints = Options.Checkpoints! with
            {
                Beginnings = [TestImages.FileName, RunFile.FileName, FirstBatchFile.FileName],
                Companions =
                [
                    FinishedModel.ModelName, FinishedModel.MetricsName, PredictionsFile.FileName, RunReportFile.FileName,
                ],
            },
        };
        var trained = ProgressDisplay.Run(
            console,
            progress => ml.SeNetClassifier(Watched(options, progress, console.Say, Begin)).Fit(images.Training),
            epochs: true,
            Request.Progress);
        var finished = new FinishedModel(ml, images, Options, Folder);
        return finished.Write(
            console, trained, trained.ClassNames, trained.Training, metrics => metrics.With(trained), cancellation);

        // Before the first step, a training can still be refused, and the files in the folder are another run's.
        void Begin()
        {
            chosen?.Write(Folder, Options.Files);
            RunFile.Write(Folder, Request, RunOrigin.Of(Request, data));
            if (first is not null)
                FirstBatchFile.TryWrite(Folder, first, images.Counts.Classes, Options.Files, console.Say);
            first = null;
        }
    }

    private SeNetOptions Watched(
        SeNetOptions options,
        IProgress<TrainingProgress> progress,
        Action<string> say,
        Action begin)
    {
        if (!Request.TensorBoard)
            return options with { Progress = new FirstStep(begin, progress) };
        var board = new TensorBoardLog(Folder, progress, options.TimeProvider, say);
        return options with { Progress = new FirstStep(begin, board), ValidationObserver = board };
    }

    /// <summary>
    /// The images with those for the test apart, and these where they are chosen anew, not as the run that goes on has them.
    /// </summary>
    private (Dataset Images, TestImages? Chosen) Split(MLContext ml, IAnsiConsole console)
    {
        var images = Dataset.Open(ml, Request.Data, console.WriteLine);
        if (Request.Test is { } test)
            images = images.WithTest(Dataset.Open(ml, test, console.WriteLine, "--test"), console.WriteLine);
        if (images.Test is not null)
            return (images, null);
        var goesOn = Options.Checkpoints is { Resume: true } && RunFiles.LastIn(Folder) is not null;
        if (goesOn && TestImages.Read(Folder) is { } kept)
            return (images.Split(ml, kept.Of(Request.TestFraction)), null);
        if (goesOn)
            console.WriteLine(
                $"{Folder} has no {TestImages.FileName}: the test images are chosen anew, and are others than before if --data, "
                + "--test-fraction or --seed is another");
        var chosen = images.ChooseTest(ml, Request.TestFraction ?? TestImages.UsualFraction, Options.Seed);
        return (images.Split(ml, chosen), chosen);
    }
}
