namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>What a report says of a training beside its curves.</summary>
internal static class TrainingFacts
{
    public static IReadOnlyList<Fact> Of(TrainingSummary training) =>
    [
        new(
            "Training",
            Text.Duration(training.Duration),
            $"{Text.Count(training.Epochs)} epochs of {Text.Count(training.Images)} images"),
        new(
            "Images a second",
            Text.Count((long)Math.Round(training.ImagesPerSecond)),
            $"{Text.Percent(training.DataWaitShare)} of the time waiting for images"),
    ];
}
