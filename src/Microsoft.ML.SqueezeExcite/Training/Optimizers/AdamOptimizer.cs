using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Adam and AdamW, as PyTorch's <c>torch.optim.Adam</c> and <c>AdamW</c> compute them.</summary>
/// <param name="parameters">The weights.</param>
/// <param name="beta1">How much of the mean gradient is kept.</param>
/// <param name="beta2">How much of the mean squared gradient is kept.</param>
/// <param name="weightDecay">The penalty.</param>
/// <param name="decoupled">Whether the penalty is apart from the gradient: AdamW.</param>
/// <param name="clipNorm">The greatest norm of all gradients together; 0 for any.</param>
internal sealed class AdamOptimizer(
    IEnumerable<OptimizedParameter> parameters,
    double beta1,
    double beta2,
    double weightDecay,
    bool decoupled,
    double clipNorm = 0) : ParameterOptimizer(parameters, clipNorm, "exp_avg", "exp_avg_sq")
{
    private const double Epsilon = 1e-8;

    // m = b1 * m + (1 - b1) * g; v = b2 * v + (1 - b2) * g * g; p -= rate / (1 - b1^t) * m / (sqrt(v / (1 - b2^t)) + epsilon)
    protected override void Update(int index, Parameter parameter, Tensor gradient, double rate, bool decays)
    {
        if (decays && weightDecay != 0 && decoupled)
            parameter.mul_(1 - rate * weightDecay);
        else if (decays && weightDecay != 0)
            gradient.add_(parameter, weightDecay);
        var (mean, square) = (StateOf(index, 0), StateOf(index, 1));
        mean.mul_(beta1).add_(gradient, 1 - beta1);
        square.mul_(beta2).addcmul_(gradient, gradient, 1 - beta2);
        gradient.copy_(square).sqrt_().div_(Math.Sqrt(1 - Math.Pow(beta2, Steps))).add_(Epsilon);
        parameter.addcdiv_(mean, gradient, -rate / (1 - Math.Pow(beta1, Steps)));
    }
}
