namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What a learning rate range test found (Smith, arXiv 1506.01186, section 3.3): the loss of a training whose rate rises from
/// step to step. Made by <see cref="SeNetTrainer.FindLearningRate"/>.
/// </summary>
public sealed class LearningRateRangeTest
{
    internal LearningRateRangeTest(IReadOnlyList<LearningRatePoint> points) =>
        (Points, Suggestion) = (points, Suggest(points));

    /// <summary>
    /// A point a step, the rates rising. The test ends early where the loss has grown to four times its least value.
    /// </summary>
    public IReadOnlyList<LearningRatePoint> Points { get; }

    /// <summary>
    /// The rate at which the smoothed loss falls fastest, on a logarithmic axis of rates, before its least value: a peak for
    /// <see cref="Optimizer.LearningRate"/>. Null where the loss never falls.
    /// </summary>
    public double? Suggestion { get; }

    /// <summary>
    /// The losses, each the mean over the twentieth of the steps on either side of it: those of single batches are noisy.
    /// </summary>
    public IReadOnlyList<double> SmoothedLosses() => Smooth(Points);

    private static double? Suggest(IReadOnlyList<LearningRatePoint> points)
    {
        var losses = Smooth(points);
        var least = losses.Length == 0 ? 0 : Array.IndexOf(losses, losses.Min());
        var falls = Enumerable.Range(1, Math.Max(0, least - 1)).Select(i => (Index: i, Fall: losses[i - 1] - losses[i + 1]))
            .Where(at => at.Fall > 0)
            .ToArray();
        return falls.Length == 0 ? null : points[falls.MaxBy(at => at.Fall).Index].Rate;
    }

    private static double[] Smooth(IReadOnlyList<LearningRatePoint> points)
    {
        var reach = Math.Max(1, points.Count / 20);
        return
        [
            .. points.Select((_, i) =>
            {
                var near = Math.Min(reach, Math.Min(i, points.Count - 1 - i));
                return points.Skip(i - near).Take(2 * near + 1).Average(point => point.Loss);
            }),
        ];
    }
}

/// <summary>A step of a <see cref="LearningRateRangeTest"/>.</summary>
/// <param name="Rate">Its learning rate, as <see cref="Optimizer.LearningRate"/> counts it.</param>
/// <param name="Loss">The mean loss of its images, before the step.</param>
public sealed record LearningRatePoint(double Rate, double Loss);
