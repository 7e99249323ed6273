namespace Microsoft.ML.SqueezeExcite;

/// <summary>How weights follow from gradients: <see cref="Sgd"/>, <see cref="Adam"/> or <see cref="AdamW"/>.</summary>
public abstract record Optimizer
{
    private protected Optimizer(double learningRate, double weightDecay) =>
        (LearningRate, WeightDecay) = (learningRate, weightDecay);

    /// <summary>The peak learning rate, above 0. Default that of the optimizer's method.</summary>
    [Setting("The peak learning rate.", Above = 0, AtMost = 1e30)]
    public double LearningRate { get; init; }

    /// <summary>
    /// The batch size that <see cref="LearningRate"/> is meant for, at least 1: with another <see cref="SeNetOptions.BatchSize"/>
    /// the rate is scaled in proportion (the linear rule, arXiv 1706.02677). Default none: the rate is taken as it is.
    /// </summary>
    [Setting("The batch size that the rate is meant for; with another it is scaled in proportion.", AtLeast = 1)]
    public int? LearningRateBatchSize { get; init; }

    /// <summary>The L2 penalty, at least 0. Default that of the optimizer's method.</summary>
    [Setting("The penalty on the squares of the weights.", AtLeast = 0)]
    public double WeightDecay { get; init; }

    /// <summary>
    /// Whether <see cref="WeightDecay"/> holds for all weights; else for those of convolutions and linear layers alone, not for
    /// biases and batch norms. Default true.
    /// </summary>
    [Setting("Whether the penalty holds for batch norms and biases too.")]
    public bool DecayNormAndBias { get; init; } = true;

    /// <summary>
    /// The greatest Euclidean norm of all gradients together, to which greater ones are scaled down; at least 0. Default 0: any.
    /// </summary>
    [Setting("The greatest norm of all gradients together; 0 for any.", AtLeast = 0)]
    public double ClipNorm { get; init; }

    /// <summary>Which of them it is.</summary>
    internal abstract OptimizerKind Kind { get; }

    /// <summary>Stochastic gradient descent with momentum.</summary>
    /// <param name="learningRate">The peak learning rate, above 0.</param>
    /// <param name="momentum">How much of the last step is in the next, from 0 up to but not including 1.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's.</param>
    /// <param name="weightDecay">The L2 penalty, at least 0.</param>
    public static Optimizer Sgd(
        double learningRate = 0.1,
        double momentum = 0.9,
        bool nesterov = true,
        double weightDecay = 5e-4) => new SgdSettings(learningRate, weightDecay) { Momentum = momentum, Nesterov = nesterov };

    /// <summary>
    /// Adam (arXiv 1412.6980), the penalty as part of the gradient. Its rates are some hundred times less than those of SGD.
    /// </summary>
    /// <param name="learningRate">The peak learning rate, above 0.</param>
    /// <param name="beta1">How much of the mean gradient is kept from step to step, from 0 up to but not including 1.</param>
    /// <param name="beta2">
    /// How much of the mean squared gradient is kept from step to step, from 0 up to but not including 1.
    /// </param>
    /// <param name="weightDecay">The L2 penalty, at least 0.</param>
    public static Optimizer Adam(double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double weightDecay = 0) =>
        new AdamSettings(OptimizerKind.Adam, learningRate, weightDecay) { Beta1 = beta1, Beta2 = beta2 };

    /// <summary>Adam with the penalty apart from the gradient (arXiv 1711.05101).</summary>
    /// <param name="learningRate">The peak learning rate, above 0.</param>
    /// <param name="beta1">How much of the mean gradient is kept from step to step, from 0 up to but not including 1.</param>
    /// <param name="beta2">
    /// How much of the mean squared gradient is kept from step to step, from 0 up to but not including 1.
    /// </param>
    /// <param name="weightDecay">The penalty, at least 0.</param>
    public static Optimizer AdamW(
        double learningRate = 1e-3,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double weightDecay = 1e-2
    ) => new AdamSettings(OptimizerKind.AdamW, learningRate, weightDecay) { Beta1 = beta1, Beta2 = beta2 };

    /// <summary>Another optimizer with the settings that all have.</summary>
    internal Optimizer As(OptimizerKind kind)
    {
        if (kind == Kind)
            return this;
        Optimizer other =
            kind == OptimizerKind.Sgd
                ? new SgdSettings(LearningRate, WeightDecay)
                : new AdamSettings(kind, LearningRate, WeightDecay);
        return other with
        {
            LearningRateBatchSize = LearningRateBatchSize,
            DecayNormAndBias = DecayNormAndBias,
            ClipNorm = ClipNorm,
        };
    }
}

/// <summary>The optimizers by name.</summary>
internal enum OptimizerKind
{
    Sgd,
    Adam,
    AdamW,
}

/// <summary>The settings of SGD.</summary>
internal sealed record SgdSettings : Optimizer
{
    public SgdSettings(double learningRate, double weightDecay)
        : base(learningRate, weightDecay)
    {
    }

    [Setting("The momentum of SGD.", AtLeast = 0, Below = 1)]
    public double Momentum { get; init; } = 0.9;

    [Setting("Whether the momentum is Nesterov's.")]
    public bool Nesterov { get; init; } = true;

    internal override OptimizerKind Kind => OptimizerKind.Sgd;
}

/// <summary>The settings of Adam and AdamW.</summary>
internal sealed record AdamSettings : Optimizer
{
    private readonly OptimizerKind _kind;

    public AdamSettings(OptimizerKind kind, double learningRate, double weightDecay)
        : base(learningRate, weightDecay) => _kind = kind;

    [Setting("How much of the mean gradient Adam keeps.", AtLeast = 0, Below = 1)]
    public double Beta1 { get; init; } = 0.9;

    [Setting("How much of the mean squared gradient Adam keeps.", AtLeast = 0, Below = 1)]
    public double Beta2 { get; init; } = 0.999;

    internal override OptimizerKind Kind => _kind;
}
