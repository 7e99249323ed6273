namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a training says of itself: while it runs, and when it has ended.</summary>
internal static class TrainingReport
{
    /// <summary>How far it is, after a step.</summary>
    /// <param name="state">The state after the step.</param>
    /// <param name="epochs">The epochs in all.</param>
    /// <param name="rate">The rate of the step.</param>
    /// <param name="clock">Where the time went.</param>
    public static TrainingProgress Progress(RunState state, int epochs, double rate, RunClock clock) => new(
        (state.Steps - 1) / state.StepsPerEpoch + 1,
        epochs,
        (state.Steps - 1) % state.StepsPerEpoch + 1,
        state.StepsPerEpoch, state.Score.Loss, state.Score.Accuracy, rate, clock.ImagesPerSecond, clock.WaitShare,
        clock.Elapsed,
        clock.Remaining(state.Steps, epochs * state.StepsPerEpoch),
        IsValidated(state) ? state.Validations.Last!.Result : null)
    {
        IsBest = IsValidated(state) && state.Validations.LastIsBest,
    };

    /// <summary>How far a range test is, which is one epoch of so many steps.</summary>
    public static TrainingProgress Progress(int step, int steps, RunningScore score, double rate, RunClock clock) => new(
        1, 1, step, steps, score.Loss, score.Accuracy, rate, clock.ImagesPerSecond, clock.WaitShare,
        clock.Elapsed,
        clock.Remaining(step, steps),
        null);

    /// <summary>What it did.</summary>
    public static TrainingSummary Summary(RunState state, int images, TrainingEnd end, RunClock clock) => new(
        images,
        (state.Steps + state.StepsPerEpoch - 1) / state.StepsPerEpoch,
        state.Steps, clock.Elapsed, clock.ImagesPerSecond, clock.WaitShare, state.Score.Loss, state.Score.Accuracy,
        state.Validations.Last?.Result,
        state.Validations.Best,
        state.Validations.BestEpoch,
        end)
    {
        History = state.History,
    };

    private static bool IsValidated(RunState state) =>
        state.AtEpochsEnd && state.Validations.Last?.Epoch == state.Epochs;
}
