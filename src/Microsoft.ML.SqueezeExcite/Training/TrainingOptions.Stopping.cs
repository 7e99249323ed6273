using System.Text.Json.Serialization;

namespace Microsoft.ML.SqueezeExcite;

/// <content>When a run ends, and with which weights.</content>
public abstract partial record TrainingOptions
{
    /// <summary>Which result of validation tells better weights from worse: for the plateau schedule, for patience and for the best weights. Default accuracy.</summary>
    public ValidationMetric Monitor { get; init; } = ValidationMetric.Accuracy;

    /// <summary>The epochs without progress in validation after which training stops, at least 1. Default none: it goes on to the end.</summary>
    public int? Patience { get; init; }

    /// <summary>What a validation must be better by to be progress, at least 0. Default 0.</summary>
    public double MinimumDelta { get; init; }

    /// <summary>The time after which training stops at the next step, above zero; a resumed run counts on. Default none.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>
    /// The epoch after which training stops, at least 1, while the schedule stays that of all <see cref="Epochs"/>: resumed, the run goes on as if it had not
    /// stopped. No part of a checkpoint's settings. Default none: it goes on to the end.
    /// </summary>
    [JsonIgnore]
    public int? StopAfterEpochs { get; init; }

    /// <summary>Whether the result has the weights of the best validation, not the last ones. Default false.</summary>
    public bool KeepBest { get; init; }

    /// <summary>
    /// The decay of the moving average of the weights, which then is what validation looks at and what comes out; from 0 up to but not including 1. Default
    /// 0: no average.
    /// </summary>
    public double AverageDecay { get; init; }

    /// <summary>Whether a run comes back to the weights of its best validation.</summary>
    internal bool NeedsBest => KeepBest || PlateauReloadsBest;

    /// <summary>What is wrong with these settings.</summary>
    private protected IEnumerable<string> StoppingFaults(bool validates)
    {
        if (!Enum.IsDefined(Monitor))
            yield return Fault(nameof(Monitor), Monitor, $"one of {string.Join(", ", Enum.GetNames<ValidationMetric>())}");
        if (Patience < 1)
            yield return Fault(nameof(Patience), Patience, "at least 1");
        if (!(MinimumDelta >= 0 && double.IsFinite(MinimumDelta)))
            yield return Fault(nameof(MinimumDelta), MinimumDelta, "at least 0");
        if (TimeBudget <= TimeSpan.Zero)
            yield return Fault(nameof(TimeBudget), TimeBudget, "above zero");
        if (StopAfterEpochs < 1)
            yield return Fault(nameof(StopAfterEpochs), StopAfterEpochs, "at least 1");
        if (!(AverageDecay is >= 0 and < 1))
            yield return Fault(nameof(AverageDecay), AverageDecay, "from 0 up to but not including 1");
        if ((Patience is not null || KeepBest) && !validates)
            yield return $"{nameof(Patience)} and {nameof(KeepBest)} need validation images, there are none: set ValidationSet or {nameof(ValidationFraction)}";
    }
}
