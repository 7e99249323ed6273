using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Moves weights along their gradients, in place: a step needs no memory of its own. It takes the gradients away, so that the
/// next backward pass writes rather than adds.
/// </summary>
internal abstract class ParameterOptimizer : IDisposable
{
    private readonly OptimizedParameter[] _parameters;
    private readonly string[] _kinds;
    private readonly Tensor?[,] _state;
    private readonly double _clipNorm;

    /// <param name="parameters">The weights.</param>
    /// <param name="clipNorm">The greatest norm of all gradients together; 0 for any.</param>
    /// <param name="kinds">The names of what is kept for each weight.</param>
    protected ParameterOptimizer(IEnumerable<OptimizedParameter> parameters, double clipNorm, params string[] kinds)
    {
        _parameters = [.. parameters];
        (_clipNorm, _kinds) = (clipNorm, kinds);
        _state = new Tensor?[_parameters.Length, kinds.Length];
    }

    /// <summary>The optimizer that options ask for.</summary>
    /// <param name="options">The options.</param>
    /// <param name="parameters">The weights.</param>
    /// <param name="rateFactor">What the rate of the weight of a name is multiplied by; default 1.</param>
    public static ParameterOptimizer Create(
        Optimizer options, IEnumerable<(string Name, Parameter Parameter)> parameters, Func<string, double>? rateFactor = null)
    {
        var optimized = parameters.Select(p => new OptimizedParameter(
            p.Name, p.Parameter, rateFactor?.Invoke(p.Name) ?? 1, Decays: options.DecayNormAndBias || p.Parameter.dim() > 1));
        return options switch
        {
            SgdSettings sgd => new SgdOptimizer(optimized, sgd.Momentum, sgd.WeightDecay, sgd.Nesterov, sgd.ClipNorm),
            AdamSettings adam => new AdamOptimizer(
                optimized,
                adam.Beta1,
                adam.Beta2,
                adam.WeightDecay,
                adam.Kind == OptimizerKind.AdamW,
                adam.ClipNorm),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options, "the optimizer must be Sgd, Adam or AdamW"),
        };
    }

    /// <summary>The steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>
    /// What is kept from step to step, <c>optimizer.NAME.KIND</c>: with <see cref="Steps"/> all that <see cref="Restore"/> needs.
    /// </summary>
    public IEnumerable<(string Name, Tensor Value)> State =>
        from i in Enumerable.Range(0, _parameters.Length)
        from kind in Enumerable.Range(0, _kinds.Length)
        where _state[i, kind] is not null
        select (Name(i, kind), _state[i, kind]!);

    /// <summary>Goes on where another stopped.</summary>
    /// <param name="steps">Its steps.</param>
    /// <param name="find">Its state by name; null for what it had not.</param>
    public void Restore(long steps, Func<string, Tensor?> find)
    {
        using var noGrad = no_grad();
        Steps = steps;
        for (var i = 0; i < _parameters.Length; i++)
        {
            for (var kind = 0; kind < _kinds.Length; kind++)
            {
                if (find(Name(i, kind)) is { } value)
                    StateOf(i, kind).copy_(value);
            }
        }
    }

    /// <summary>Moves every weight that has a gradient.</summary>
    public void Step(double rate)
    {
        using var noGrad = no_grad();
        Steps++;
        var scale = _clipNorm > 0 ? Math.Min(1, _clipNorm / (Norm() + 1e-6)) : 1;
        for (var i = 0; i < _parameters.Length; i++)
        {
            var (_, parameter, factor, decays) = _parameters[i];
            using var gradient = parameter.grad;
            if (gradient is null)
                continue;
            if (scale != 1)
                gradient.mul_(scale);
            Update(i, parameter, gradient, rate * factor, decays);
            parameter.grad = null;
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _state)
            tensor?.Dispose();
    }

    /// <summary>Moves one weight. The gradient may be overwritten.</summary>
    protected abstract void Update(int index, Parameter parameter, Tensor gradient, double rate, bool decays);

    /// <summary>What is kept for a weight: zeros in the beginning, laid out in memory as the weight is.</summary>
    protected Tensor StateOf(int index, int kind) =>
        _state[index, kind] ??= zeros_like(_parameters[index].Value).DetachFromDisposeScope();

    /// <summary>The Euclidean norm of all gradients together.</summary>
    private double Norm()
    {
        using var scope = NewDisposeScope();
        Tensor[] norms = [.. _parameters.Select(parameter => parameter.Value.grad?.norm()).OfType<Tensor>()];
        return norms.Length == 0 ? 0 : stack(norms).norm().ToDouble();
    }

    private string Name(int index, int kind) => $"optimizer.{_parameters[index].Name}.{_kinds[kind]}";
}

/// <summary>A weight as an optimizer sees it.</summary>
/// <param name="Name">Its name in the network.</param>
/// <param name="Value">The weight.</param>
/// <param name="RateFactor">What the rate is multiplied by.</param>
/// <param name="Decays">Whether the penalty holds for it.</param>
internal sealed record OptimizedParameter(string Name, Parameter Value, double RateFactor = 1, bool Decays = true);
