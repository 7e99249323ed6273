using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What all optimisers have in common: parameters in groups, and a state for each parameter.</summary>
public abstract partial class OptimizerHelper : Optimizer
{
    private protected readonly OrderedDictionary<nint, OptimizerState> _states = [];

    /// <summary>What a group of parameters does not say for itself.</summary>
    protected OptimizerOptions? _defaults;

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    /// <summary>Gradients are set to zero, not taken away.</summary>
    public override void zero_grad()
    {
        foreach (var parameter in parameters())
        {
            using var gradient = parameter.grad;
            gradient?.zero_().Dispose();
        }
    }

    public void to(Device device)
    {
        foreach (var parameter in parameters())
            _states[parameter.Handle].to(device);
    }

    /// <summary>Nothing that a step computes is recorded, and nothing but the states outlives it.</summary>
    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var grad = enable_grad();
            loss = loss_closure();
        }

        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in _parameter_groups)
            body((T)group);
        return loss;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing)
            return;
        foreach (var state in _states.Values.OfType<IDisposable>())
            state.Dispose();
        _states.Clear();
    }

    private protected void Register(ParamGroup group, Func<Parameter, OptimizerState> newState)
    {
        var options = group.Options;
        options.InitialLearningRate = options.LearningRate!.Value;
        _parameter_groups.Add(group);
        foreach (var parameter in group.Parameters)
        {
            var state = newState(parameter);
            _states[parameter.Handle] = state;
            state.Initialize(options);
        }
    }

    /// <summary>Those parameters of a group that have a gradient, each with it and its state.</summary>
    private protected IEnumerable<(Parameter Parameter, Tensor Gradient, TState State)> Changing<TState>(ParamGroup group)
        where TState : OptimizerState
    {
        foreach (var parameter in group.Parameters)
        {
            if (parameter.grad is { } gradient)
                yield return (parameter, gradient, (TState)_states[parameter.Handle]);
        }
    }
}
