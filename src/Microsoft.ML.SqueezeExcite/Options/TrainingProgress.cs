namespace Microsoft.ML.SqueezeExcite;

/// <summary>How far a training is.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Epochs">The epochs in all.</param>
/// <param name="Step">The step within the epoch, from 1.</param>
/// <param name="Steps">The steps of an epoch.</param>
/// <param name="Loss">The mean loss of this epoch's images so far.</param>
/// <param name="Accuracy">
/// The share of this epoch's images so far that were classified right, as they came to be trained on.
/// </param>
/// <param name="LearningRate">The learning rate of this step.</param>
/// <param name="ImagesPerSecond">Images a second since the training began, validation left out.</param>
/// <param name="DataWaitShare">The share of the time that was spent waiting for images.</param>
/// <param name="Elapsed">The time since the training began.</param>
/// <param name="Remaining">The time that is left at this speed.</param>
/// <param name="Validation">What validation found, at an epoch's last step and where there are validation images.</param>
public sealed record TrainingProgress(
    int Epoch,
    int Epochs,
    int Step,
    int Steps,
    double Loss,
    double Accuracy,
    double LearningRate,
    double ImagesPerSecond,
    double DataWaitShare,
    TimeSpan Elapsed,
    TimeSpan Remaining,
    ValidationResult? Validation)
{
    /// <summary>Whether what validation found is better than after every epoch before.</summary>
    public bool IsBest { get; init; }
}

/// <summary>What a network makes of images that it was not trained on.</summary>
/// <param name="Loss">The mean cross-entropy.</param>
/// <param name="Accuracy">The share that was classified right.</param>
public sealed record ValidationResult(double Loss, double Accuracy)
{
    /// <summary>The mean, over the classes that have images, of the share that was classified right.</summary>
    public double MacroAccuracy { get; init; }
}
