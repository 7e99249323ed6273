namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>What a report says of a training beside its curves.</summary>
internal static class TrainingFacts
{
    public static IReadOnlyList<Fact> Of(TrainingSummary training) =>
    [
        Duration(training.Duration, $"{Text.Count(training.Epochs)} epochs of {Text.Count(training.Images)} images"),
        Speed(training.ImagesPerSecond, training.DataWaitShare),
    ];

    /// <summary>How long it took.</summary>
    public static Fact Duration(TimeSpan duration, string detail = "") => new("Training", Text.Duration(duration), detail);

    /// <summary>How fast it was.</summary>
    public static Fact Speed(double imagesPerSecond, double dataWaitShare) => new(
        "Images a second",
        Text.Count((long)Math.Round(imagesPerSecond)),
        $"{Text.Percent(dataWaitShare)} of the time waiting for images");
}
