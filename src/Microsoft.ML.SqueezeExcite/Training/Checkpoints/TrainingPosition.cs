namespace Microsoft.ML.SqueezeExcite;

/// <summary>Where a training is, beside its tensors: with them all that it takes to go on.</summary>
internal sealed record TrainingPosition
{
    /// <summary>The epochs that are finished.</summary>
    public required int Epochs { get; init; }

    /// <summary>The steps that are done of the epoch at hand.</summary>
    public required int Step { get; init; }

    /// <summary>The steps of an epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>The steps that the optimizer has taken.</summary>
    public required long OptimizerSteps { get; init; }

    /// <summary>The score of the epoch at hand, or of the last one where none is.</summary>
    public required RunningScore Score { get; init; }

    /// <summary>What validation found.</summary>
    public required IReadOnlyList<ValidatedEpoch> Validations { get; init; }

    /// <summary>The last report of each epoch that is finished.</summary>
    public IReadOnlyList<TrainingProgress> History { get; init; } = [];

    /// <summary>Whether the run was interrupted while it validated the epoch that is finished.</summary>
    public bool OwesValidation { get; init; }

    /// <summary>The time spent so far.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The steps done in a run with another number of steps an epoch, to the nearest one before.</summary>
    public int StepsDone(int stepsPerEpoch) => Epochs * stepsPerEpoch + (int)((long)Step * stepsPerEpoch / StepsPerEpoch);
}
