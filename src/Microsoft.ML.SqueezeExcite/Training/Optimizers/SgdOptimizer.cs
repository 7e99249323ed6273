using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Stochastic gradient descent with momentum, as PyTorch's <c>torch.optim.SGD</c> computes it.</summary>
internal sealed class SgdOptimizer(
    IEnumerable<OptimizedParameter> parameters,
    double momentum,
    double weightDecay,
    bool nesterov,
    double clipNorm = 0) : ParameterOptimizer(parameters, clipNorm, "momentum")
{
    // g += decay * p; v = momentum * v + g; p -= rate * (nesterov ? g + momentum * v : v)
    protected override void Update(int index, Parameter parameter, Tensor gradient, double rate, bool decays)
    {
        if (decays && weightDecay != 0)
            gradient.add_(parameter, weightDecay);
        parameter.add_(Direction(index, gradient), -rate);
    }

    private Tensor Direction(int index, Tensor gradient)
    {
        if (momentum == 0)
            return gradient;
        var velocity = StateOf(index, 0);
        velocity.mul_(momentum).add_(gradient);
        return nesterov ? gradient.add_(velocity, momentum) : velocity;
    }
}
