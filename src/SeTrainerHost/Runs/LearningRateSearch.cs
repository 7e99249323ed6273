using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Runs;

/// <summary>A range test on the images that a training would train on.</summary>
/// <param name="Data">The images.</param>
/// <param name="TestFraction">The share kept for the test where the data set keeps none; null for the usual.</param>
/// <param name="Options">The settings.</param>
internal sealed record LearningRateSearch(string Data, double? TestFraction, SeNetOptions Options)
{
    public double Lowest { get; init; } = 1e-5;

    public double Highest { get; init; } = 10;

    public int Steps { get; init; } = 100;

    public LearningRateRangeTest Run(IAnsiConsole console, CancellationToken cancellation)
    {
        var ml = new MLContext(seed: (int)Options.Seed);
        TrainingMessages.Show(ml, console);
        var data = Dataset.Open(ml, Data, console.WriteLine)
            .Split(ml, TestFraction ?? TestImages.UsualFraction, Options.Seed);
        var images = PreparedImages.Open(ml, data, valid: null, Options.Decoding, console.WriteLine);
        var options = Options with
        {
            SamplingKeyColumnName = data.HasPaths ? ImageFiles.PathColumn : null,
            CancellationToken = cancellation,
        };
        return ProgressDisplay.Run(
            console,
            progress => ml.SeNetClassifier(options with { Progress = progress })
                .FindLearningRate(images.Training, Lowest, Highest, Steps),
            epochs: false);
    }
}
