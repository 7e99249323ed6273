using global::TorchSharp.Modules;
using static global::TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Stochastic gradient descent with momentum, as PyTorch's <c>torch.optim.SGD</c> computes it, in place: a step needs no memory of its own. It takes
/// the gradients away, so that the next backward pass writes rather than adds.
/// </summary>
internal sealed class Sgd : IDisposable
{
    private readonly Parameter[] _parameters;
    private readonly Tensor?[] _momenta;
    private readonly double _momentum;
    private readonly double _weightDecay;
    private readonly bool _nesterov;
    private readonly double[] _rateFactors;

    /// <summary>Makes an optimizer of parameters, each with the factor that its rate is multiplied by; without factors all of them are 1.</summary>
    public Sgd(IEnumerable<Parameter> parameters, double momentum, double weightDecay, bool nesterov, IEnumerable<double>? rateFactors = null)
    {
        _parameters = [.. parameters];
        _rateFactors = [.. rateFactors ?? Enumerable.Repeat(1.0, _parameters.Length)];
        _momenta = new Tensor?[_parameters.Length];
        (_momentum, _weightDecay, _nesterov) = (momentum, weightDecay, nesterov);
    }

    /// <summary>g += decay * p; v = momentum * v + g; p -= rate * (nesterov ? g + momentum * v : v).</summary>
    public void Step(double rate)
    {
        using var noGrad = no_grad();
        for (var i = 0; i < _parameters.Length; i++)
        {
            var parameter = _parameters[i];
            using var gradient = parameter.grad;
            if (gradient is null)
                continue;
            if (_weightDecay != 0)
                gradient.add_(parameter, _weightDecay);
            parameter.add_(Direction(i, gradient), -rate * _rateFactors[i]);
            parameter.grad = null;
        }
    }

    public void Dispose()
    {
        foreach (var momentum in _momenta)
            momentum?.Dispose();
    }

    private Tensor Direction(int index, Tensor gradient)
    {
        if (_momentum == 0)
            return gradient;
        if (_momenta[index] is { } momentum)
            momentum.mul_(_momentum).add_(gradient);
        else
            momentum = _momenta[index] = gradient.clone().DetachFromDisposeScope();
        return _nesterov ? gradient.add_(momentum, _momentum) : momentum;
    }
}
