namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a training did.</summary>
/// <param name="Images">The training images.</param>
/// <param name="Epochs">The passes over them.</param>
/// <param name="Steps">The steps in all.</param>
/// <param name="Duration">The time from the first step to the last, validation included.</param>
/// <param name="ImagesPerSecond">Images trained on a second, validation left out.</param>
/// <param name="DataWaitShare">The share of the time that was spent waiting for images.</param>
/// <param name="Loss">The mean loss of the last epoch.</param>
/// <param name="Accuracy">The share of the last epoch's images that were classified right, as they came to be trained on.</param>
/// <param name="Validation">What validation found after the last epoch; null without validation images.</param>
/// <param name="BestValidation">The best of what validation found; null without validation images.</param>
/// <param name="BestEpoch">The epoch of the best validation, from 1; 0 without validation images.</param>
/// <param name="End">Why it ended.</param>
public sealed record TrainingSummary(
    int Images,
    int Epochs,
    int Steps,
    TimeSpan Duration,
    double ImagesPerSecond,
    double DataWaitShare,
    double Loss,
    double Accuracy,
    ValidationResult? Validation,
    ValidationResult? BestValidation,
    int BestEpoch,
    TrainingEnd End)
{
    /// <summary>
    /// The last report of each finished epoch, those before an interruption included: what curves of loss, accuracy and rate are
    /// drawn from.
    /// </summary>
    public IReadOnlyList<TrainingProgress> History { get; init; } = [];

    /// <summary>How many images were left out since they cannot be read.</summary>
    public int SkippedImageCount { get; init; }

    /// <summary>
    /// The images that were left out since they cannot be read, with the reasons; the first 1,000 of training and of validation.
    /// </summary>
    public IReadOnlyList<SkippedImage> SkippedImages { get; init; } = [];

    /// <summary>The same, with what the images' reading left out.</summary>
    internal TrainingSummary Without(params IReadOnlyList<SkippedImages> skipped) => this with
    {
        SkippedImageCount = skipped.Sum(images => images.Count),
        SkippedImages = [.. skipped.SelectMany(images => images.First)],
    };
}
