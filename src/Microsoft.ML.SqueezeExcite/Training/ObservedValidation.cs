using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Tells an observer of the batches of one validation.</summary>
internal sealed class ObservedValidation : IDisposable
{
    private readonly TorchNetwork _network;
    private readonly ImageSet _images;
    private readonly IValidationObserver _observer;
    private readonly IReadOnlyDictionary<int, string> _gates;
    private int _position;

    /// <param name="network">The network, observed until this is disposed.</param>
    /// <param name="images">The images, in the order of the batches.</param>
    /// <param name="observer">The observer.</param>
    public ObservedValidation(TorchNetwork network, ImageSet images, IValidationObserver observer)
    {
        (_network, _images, _observer) = (network, images, observer);
        _gates = GateNodes.Of(network.Network);
        network.NodeObserver = NodeRan;
    }

    /// <summary>Tells of a batch: logits (N, classes).</summary>
    public void Scored(Batch batch, Tensor logits)
    {
        using var probabilities = logits.softmax(1);
        _observer.Scored(
            new ValidatedBatch(_position, batch.Labels, Values(probabilities), batch.Shape, _images.Pixels.Read));
        _position += batch.Count;
    }

    public void Dispose() => _network.NodeObserver = null;

    private void NodeRan(int node, Tensor value)
    {
        if (_gates.TryGetValue(node, out var block))
            _observer.Gated(block, Values(value));
    }

    private static float[] Values(Tensor tensor)
    {
        using var read = tensor.cpu();
        using var inOrder = read.contiguous();
        return MemoryMarshal.Cast<byte, float>(inOrder.bytes).ToArray();
    }
}
