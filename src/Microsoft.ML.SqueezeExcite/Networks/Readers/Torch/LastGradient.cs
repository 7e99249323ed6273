using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Owns the gradient that a hand-written backward pass returned last. Autograd takes a handle of its own after the return, so the
/// one kept here can go only with the next call.
/// </summary>
internal sealed class LastGradient : IDisposable
{
    private Tensor? _gradient;

    /// <summary>Frees the one before and keeps this one.</summary>
    public Tensor Keep(Tensor gradient)
    {
        _gradient?.Dispose();
        return _gradient = gradient.DetachFromDisposeScope();
    }

    public void Dispose()
    {
        _gradient?.Dispose();
        _gradient = null;
    }
}
