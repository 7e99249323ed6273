using TorchSharp.Modules;

namespace Microsoft.ML.SqueezeExcite;

/// <content>How weights follow from gradients.</content>
public abstract partial record TrainingOptions
{
    /// <summary>How weights follow from gradients. Default <see cref="Optimizer.Sgd"/>.</summary>
    public Optimizer Optimizer { get; init; } = Optimizer.Sgd;

    /// <summary>How much of the mean gradient Adam and AdamW keep from step to step, from 0 up to but not including 1. Default 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>How much of the mean squared gradient Adam and AdamW keep from step to step, from 0 up to but not including 1. Default 0.999.</summary>
    public double Beta2 { get; init; } = 0.999;

    /// <summary>
    /// Whether <see cref="WeightDecay"/> holds for all weights; else for those of convolutions and linear layers alone, not for biases and batch norms.
    /// Default true.
    /// </summary>
    public bool DecayNormAndBias { get; init; } = true;

    /// <summary>
    /// Whether the last batch norm of each residual branch starts at zero, so that units start as the identity (arXiv 1706.02677, section 5.1; torchvision's
    /// <c>zero_init_residual</c>). Default false.
    /// </summary>
    public bool ZeroInitResidual { get; init; }

    /// <summary>The greatest Euclidean norm of all gradients together, to which greater ones are scaled down; at least 0. Default 0: any.</summary>
    public double ClipNorm { get; init; }

    /// <summary>Makes the optimizer of a network's weights.</summary>
    /// <param name="parameters">The weights.</param>
    /// <param name="rateFactor">What the rate of the weight of a name is multiplied by; default 1.</param>
    internal WeightOptimizer CreateOptimizer(IEnumerable<(string Name, Parameter Parameter)> parameters, Func<string, double>? rateFactor = null)
    {
        var optimized = parameters.Select(p => new OptimizedParameter(
            p.Name, p.Parameter, rateFactor?.Invoke(p.Name) ?? 1, Decays: DecayNormAndBias || p.Parameter.dim() > 1));
        return Optimizer == Optimizer.Sgd
            ? new Sgd(optimized, Momentum, WeightDecay, Nesterov, ClipNorm)
            : new Adam(optimized, Beta1, Beta2, WeightDecay, Optimizer == Optimizer.AdamW, ClipNorm);
    }

    /// <summary>What is wrong with these settings.</summary>
    private protected IEnumerable<string> OptimizerFaults()
    {
        if (!Enum.IsDefined(Optimizer))
            yield return Fault(nameof(Optimizer), Optimizer, $"one of {string.Join(", ", Enum.GetNames<Optimizer>())}");
        if (!(Beta1 is >= 0 and < 1))
            yield return Fault(nameof(Beta1), Beta1, "from 0 up to but not including 1");
        if (!(Beta2 is >= 0 and < 1))
            yield return Fault(nameof(Beta2), Beta2, "from 0 up to but not including 1");
        if (!(ClipNorm >= 0 && double.IsFinite(ClipNorm)))
            yield return Fault(nameof(ClipNorm), ClipNorm, "at least 0");
    }
}
