using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A copy of a network's weights and running statistics.</summary>
internal sealed class WeightSnapshot : IDisposable
{
    private readonly (string Name, Tensor Value)[] _tensors;

    /// <summary>Copies them as they are.</summary>
    public WeightSnapshot(TorchNetwork network)
    {
        using var noGrad = no_grad();
        _tensors = [.. network.FloatState().Select(pair => (pair.Name, pair.Value.clone().DetachFromDisposeScope()))];
    }

    /// <summary>The copies by name.</summary>
    public IEnumerable<(string Name, Tensor Value)> Tensors => _tensors;

    /// <summary>Puts the copies into a network of the same layout.</summary>
    public void Restore(TorchNetwork network)
    {
        using var noGrad = no_grad();
        foreach (var (copy, (_, live)) in _tensors.Zip(network.FloatState()))
            live.copy_(copy.Value);
    }

    public void Dispose()
    {
        foreach (var (_, tensor) in _tensors)
            tensor.Dispose();
    }
}
