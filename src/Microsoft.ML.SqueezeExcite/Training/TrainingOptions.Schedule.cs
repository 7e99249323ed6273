namespace Microsoft.ML.SqueezeExcite;

/// <content>The learning rate over time.</content>
public abstract partial record TrainingOptions
{
    /// <summary>How the learning rate goes after its warm-up. Default <see cref="Schedule.Cosine"/>.</summary>
    public Schedule Schedule { get; init; } = Schedule.Cosine;

    /// <summary>
    /// The epochs in which the rate rises from zero to its peak, in a line, before the schedule goes on; at least 0, below <see cref="Epochs"/>.
    /// Epochs of the schedule are counted from the beginning of training. Default 1, or a quarter of the epochs where that is less; with
    /// <see cref="Schedule.OneCycle"/> 30 % of the epochs.
    /// </summary>
    public double? WarmUpEpochs { get; init; }

    /// <summary>What the rate is multiplied by at each step of <see cref="Schedule"/> Step, MultiStep and Plateau, between 0 and 1. Default 0.1.</summary>
    public double Gamma { get; init; } = 0.1;

    /// <summary>The epochs between the steps of <see cref="Schedule.Step"/>, at least 1. Default 30.</summary>
    public int StepEpochs { get; init; } = 30;

    /// <summary>The epochs after which <see cref="Schedule.MultiStep"/> steps, at least 1, rising. Default none.</summary>
    public IReadOnlyList<int> Milestones { get; init; } = [];

    /// <summary>The epochs without a better result that <see cref="Schedule.Plateau"/> bears, at least 0. Default 10.</summary>
    public int PlateauPatience { get; init; } = 10;

    /// <summary>
    /// Whether <see cref="Schedule.Plateau"/> goes back to the weights of the best validation, <see cref="Monitor"/> says which, when it cuts the rate. Default
    /// false.
    /// </summary>
    public bool PlateauReloadsBest { get; init; }

    private double EffectiveWarmUpEpochs => WarmUpEpochs ?? (Schedule == Schedule.OneCycle ? 0.3 * Epochs : Math.Min(1, Epochs / 4.0));

    /// <summary>The rate at each step.</summary>
    /// <param name="steps">The steps of an epoch.</param>
    internal RateCurve Rates(int steps)
    {
        var (warmUp, all) = (EffectiveWarmUpEpochs * steps, Epochs * steps);
        RateCurve curve = Schedule switch
        {
            Schedule.Constant => new ConstantRate(ScaledLearningRate),
            Schedule.Step => new StepRate(ScaledLearningRate, (long)StepEpochs * steps, Gamma),
            Schedule.MultiStep => new MultiStepRate(ScaledLearningRate, [.. Milestones.Select(epoch => (long)epoch * steps)], Gamma),
            Schedule.OneCycle => new OneCycleRate(ScaledLearningRate, warmUp, all),
            Schedule.Plateau => new PlateauRate(ScaledLearningRate, Gamma, PlateauPatience, Monitor),
            _ => new CosineRate(ScaledLearningRate, warmUp, all),
        };
        return Schedule == Schedule.OneCycle ? curve : new WarmUp(curve, warmUp);
    }

    /// <summary>What is wrong with these settings.</summary>
    private protected IEnumerable<string> ScheduleFaults(bool validates)
    {
        if (!Enum.IsDefined(Schedule))
            yield return Fault(nameof(Schedule), Schedule, $"one of {string.Join(", ", Enum.GetNames<Schedule>())}");
        if (WarmUpEpochs is { } warmUp && !(warmUp >= 0 && warmUp < Epochs))
            yield return Fault(nameof(WarmUpEpochs), warmUp, $"from 0 up to but not including the {Epochs} epochs");
        if (!(Gamma is > 0 and < 1))
            yield return Fault(nameof(Gamma), Gamma, "above 0 and below 1");
        if (StepEpochs < 1)
            yield return Fault(nameof(StepEpochs), StepEpochs, "at least 1");
        if (Milestones.Zip(Milestones.Prepend(0), (next, last) => next <= last).Any(wrong => wrong))
            yield return Fault(nameof(Milestones), string.Join(", ", Milestones), "epochs from 1, rising");
        if (Schedule == Schedule.MultiStep && Milestones.Count == 0)
            yield return $"{nameof(Schedule)} {Schedule} needs {nameof(Milestones)}, there are none";
        if (PlateauPatience < 0)
            yield return Fault(nameof(PlateauPatience), PlateauPatience, "at least 0");
        if (Schedule == Schedule.Plateau && !validates)
            yield return $"{nameof(Schedule)} {Schedule} needs validation images, there are none: set ValidationSet or {nameof(ValidationFraction)}";
    }
}
