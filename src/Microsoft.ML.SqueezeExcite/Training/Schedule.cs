namespace Microsoft.ML.SqueezeExcite;

/// <summary>How the learning rate goes after its warm-up.</summary>
public enum Schedule
{
    /// <summary>Along half a cosine down to zero at the end (arXiv 1608.03983, without restarts).</summary>
    Cosine,

    /// <summary>It stays.</summary>
    Constant,

    /// <summary>Times <see cref="TrainingOptions.Gamma"/> every <see cref="TrainingOptions.StepEpochs"/> epochs.</summary>
    Step,

    /// <summary>Times <see cref="TrainingOptions.Gamma"/> at each of <see cref="TrainingOptions.Milestones"/>.</summary>
    MultiStep,

    /// <summary>
    /// From a 25th of the peak up along half a cosine, then down along another to a 250,000th (arXiv 1708.07120, PyTorch's <c>OneCycleLR</c>).
    /// The warm-up is the rise; its default is 30 % of the epochs.
    /// </summary>
    OneCycle,

    /// <summary>
    /// Times <see cref="TrainingOptions.Gamma"/> when validation has not improved for more than <see cref="TrainingOptions.PlateauPatience"/> epochs
    /// (PyTorch's <c>ReduceLROnPlateau</c>). Needs validation images.
    /// </summary>
    Plateau,
}

/// <summary>The result of validation that tells better weights from worse.</summary>
public enum ValidationMetric
{
    /// <summary>The share that was classified right: more is better.</summary>
    Accuracy,

    /// <summary>The mean cross-entropy: less is better.</summary>
    Loss,
}
