using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Trains a network at a rate that rises from step to step, and notes the losses.</summary>
internal static class RangeTestLoop
{
    // The loss of the first batches says little of how it goes on.
    private const int StepsBeforeEnd = 10;
    private const double Diverged = 4;

    /// <summary>Trains until the last rate, or until the loss has grown too far; the network is spoilt afterwards.</summary>
    /// <param name="run">The network and its images.</param>
    /// <param name="options">How.</param>
    /// <param name="rates">The rates, rising, as <see cref="Optimizer.LearningRate"/> counts them.</param>
    /// <param name="device">Where the network is.</param>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public static LearningRateRangeTest Run(
        TrainingRun run,
        SeNetOptions options,
        IReadOnlyList<double> rates,
        Device device)
    {
        var clock = new RunClock(options.TimeProvider);
        using var step = new TrainingStep(run.Network, options, device);
        run.Network.train();
        var points = new List<LearningRatePoint>();
        using var batches = Batches(run, options).Take(rates.Count).Ahead(2).GetEnumerator();
        while (!HasDiverged(points) && clock.Wait(batches.MoveNext))
        {
            using var batch = batches.Current;
            options.CancellationToken.ThrowIfCancellationRequested();
            var rate = rates[points.Count];
            var score = new RunningScore();
            clock.Step(batch.Count, () => score = Train(step, batch, points.Count, rate * Scale(options)));
            if (!double.IsFinite(score.Loss))
                break;
            points.Add(new LearningRatePoint(rate, score.Loss));
            options.Progress?.Report(TrainingReport.Progress(points.Count, rates.Count, score, rate, clock));
        }

        return new LearningRateRangeTest(points);
    }

    private static RunningScore Train(TrainingStep step, Batch batch, int number, double rate)
    {
        var score = step.Backward(batch, number, new RunningScore());
        step.Update(rate, number + 1);
        return score;
    }

    private static IEnumerable<Batch> Batches(TrainingRun run, SeNetOptions options)
    {
        var source = new BatchSource(
            run.Training, run.Network.Network.Input, run.Statistics, options.BatchSize, options.DataWorkers);
        var plan = SamplePlan.Of(options, run.Statistics, run.Network.Network.Input);
        return Enumerable.Range(1, int.MaxValue).SelectMany(epoch => source.Shuffled(epoch, plan));
    }

    private static double Scale(SeNetOptions options) => options.ScaledLearningRate / options.Optimizer.LearningRate;

    private static bool HasDiverged(List<LearningRatePoint> points) =>
        points.Count > StepsBeforeEnd && points[^1].Loss > Diverged * points.Min(point => point.Loss);
}
