namespace Microsoft.ML.SqueezeExcite;

/// <summary>How far a training is, beside its tensors; immutable.</summary>
/// <param name="Steps">The steps that are done.</param>
/// <param name="StepsPerEpoch">The steps of an epoch.</param>
/// <param name="Score">The score of the epoch at hand, or of the last one where none is.</param>
/// <param name="Validations">What validation found so far.</param>
/// <param name="Rates">The learning rate from here on.</param>
internal sealed record RunState(int Steps, int StepsPerEpoch, RunningScore Score, ValidationHistory Validations, RateCurve Rates)
{
    /// <summary>The epochs that are finished.</summary>
    public int Epochs => Steps / StepsPerEpoch;

    /// <summary>The steps that are done of the epoch at hand.</summary>
    public int Step => Steps % StepsPerEpoch;

    /// <summary>Whether the last step was the last one of its epoch.</summary>
    public bool AtEpochsEnd => Steps > 0 && Step == 0;

    /// <summary>The learning rate of the next step.</summary>
    public double NextRate => Rates.At(Steps);

    /// <summary>The last report of each epoch that is finished.</summary>
    public IReadOnlyList<TrainingProgress> History { get; init; } = [];

    /// <summary>Whether the epoch that is done is still to be validated.</summary>
    public bool OwesValidation { get; init; }

    /// <summary>The state of a run that begins.</summary>
    public static RunState Start(SeNetOptions options, int stepsPerEpoch) =>
        new(
            0,
            stepsPerEpoch,
            new RunningScore(),
            ValidationHistory.Of(options.Validation, []),
            RateCurve.Of(options, stepsPerEpoch));

    /// <summary>The state of a run that goes on from a checkpoint, which may have had another number of steps an epoch.</summary>
    /// <param name="position">Where the checkpoint was.</param>
    /// <param name="steps">The steps of the whole run.</param>
    public RunState At(TrainingPosition position, int steps) => this with
    {
        Steps = Math.Min(position.StepsDone(StepsPerEpoch), steps),
        Score = position.Score,
        Validations = Validations with { Results = position.Validations },
        Rates = position.Validations.Aggregate(Rates, (rates, validated) => rates.After(validated.Result)),
        History = position.History,
        OwesValidation = position.OwesValidation,
    };

    /// <summary>The state after one more step.</summary>
    public RunState Stepped(RunningScore score) => this with { Steps = Steps + 1, Score = score, OwesValidation = false };

    /// <summary>The state after an epoch's validation.</summary>
    public RunState Validated(ValidationResult result) => this with
    {
        Validations = Validations.With(new ValidatedEpoch(Epochs, result)),
        Rates = Rates.After(result),
        OwesValidation = false,
    };

    /// <summary>The state with the last report of an epoch.</summary>
    public RunState Reported(TrainingProgress epoch) => this with { History = [.. History, epoch] };

    /// <summary>Where a checkpoint of this state is.</summary>
    public TrainingPosition Position(long optimizerSteps, TimeSpan elapsed) => new()
    {
        Epochs = Epochs,
        Step = Step,
        StepsPerEpoch = StepsPerEpoch,
        OptimizerSteps = optimizerSteps,
        Score = Score,
        Validations = Validations.Results,
        History = History,
        OwesValidation = OwesValidation,
        Elapsed = elapsed,
    };

    /// <summary>Why the run ends here; null where it goes on.</summary>
    public TrainingEnd? End(SeNetOptions options, TimeSpan elapsed)
    {
        if (AtEpochsEnd && options.Validation?.Patience <= Validations.EpochsWithoutProgress)
            return TrainingEnd.Patience;
        if (AtEpochsEnd && Epochs < options.Epochs && Epochs >= options.StopAfterEpochs)
            return TrainingEnd.StopAfterEpochs;
        return elapsed >= options.TimeBudget ? TrainingEnd.TimeBudget : null;
    }
}
