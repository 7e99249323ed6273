namespace Microsoft.ML.SqueezeExcite;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    AllEpochs,

    /// <summary>Validation made no progress for <see cref="TrainingOptions.Patience"/> epochs.</summary>
    Patience,

    /// <summary><see cref="TrainingOptions.TimeBudget"/> was used up.</summary>
    TimeBudget,

    /// <summary><see cref="TrainingOptions.StopAfterEpochs"/> are done.</summary>
    StopAfterEpochs,
}
