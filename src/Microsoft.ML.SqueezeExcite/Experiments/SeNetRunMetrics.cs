namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// How a trial did on the validation images; the mean over the folds where there are several. It reads back from JSON as it was
/// written.
/// </summary>
/// <param name="MicroAccuracy">The share that was classified right.</param>
/// <param name="MacroAccuracy">The mean, over the classes, of the share that was classified right.</param>
/// <param name="LogLoss">The mean cross-entropy.</param>
/// <param name="Parameters">The network's parameters.</param>
/// <param name="MultiplyAdds">The network's multiply-adds for one image, as <see cref="Complexity"/> counts them.</param>
public sealed record SeNetRunMetrics(
    double MicroAccuracy,
    double MacroAccuracy,
    double LogLoss,
    long Parameters,
    long MultiplyAdds)
{
    /// <summary>
    /// The milliseconds that scoring one image takes on one core; null where the objective does not ask for it.
    /// </summary>
    public double? LatencyMilliseconds { get; init; }

    /// <summary>The mean of several.</summary>
    internal static SeNetRunMetrics Mean(IReadOnlyList<SeNetRunMetrics> folds) => folds[0] with
    {
        MicroAccuracy = folds.Average(fold => fold.MicroAccuracy),
        MacroAccuracy = folds.Average(fold => fold.MacroAccuracy),
        LogLoss = folds.Average(fold => fold.LogLoss),
        LatencyMilliseconds = folds.Average(fold => fold.LatencyMilliseconds),
    };
}
