namespace Microsoft.ML.SqueezeExcite;

/// <summary>Why a training ended.</summary>
public enum TrainingEnd
{
    /// <summary>All epochs are done.</summary>
    AllEpochs,

    /// <summary>Validation made no progress for <see cref="Validation.Patience"/> epochs.</summary>
    Patience,

    /// <summary><see cref="SeNetOptions.TimeBudget"/> was used up.</summary>
    TimeBudget,

    /// <summary><see cref="SeNetOptions.StopAfterEpochs"/> are done.</summary>
    StopAfterEpochs,
}
