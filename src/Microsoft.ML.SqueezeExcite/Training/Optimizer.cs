namespace Microsoft.ML.SqueezeExcite;

/// <summary>How weights follow from gradients.</summary>
public enum Optimizer
{
    /// <summary>Stochastic gradient descent with <see cref="TrainingOptions.Momentum"/>.</summary>
    Sgd,

    /// <summary>Adam (arXiv 1412.6980), the penalty as part of the gradient. Its rates are some hundred times less than those of SGD.</summary>
    Adam,

    /// <summary>Adam with the penalty apart from the gradient (arXiv 1711.05101).</summary>
    AdamW,
}
