using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The loss of training: PyTorch's <c>cross_entropy</c> with label smoothing and class weights. Mixed images have class
/// probabilities as their target; then, as in PyTorch, the weighted mean is over images and not over weights.
/// </summary>
internal sealed class ClassLoss : IDisposable
{
    private readonly double _smoothing;
    private readonly IReadOnlyList<double>? _classWeights;
    private readonly Tensor? _weights;

    public ClassLoss(double smoothing, IReadOnlyList<double>? weights, Device device)
    {
        (_smoothing, _classWeights) = (smoothing, weights);
        if (weights is null)
            return;
        using var values = tensor(weights.Select(weight => (float)weight).ToArray());
        _weights = values.to(device);
    }

    /// <summary>The mean loss, a scalar, of logits (N, classes) and labels (N) or what the batch was mixed of.</summary>
    public Tensor Of(Tensor logits, Tensor labels, Batch batch)
    {
        if (batch.Mixed is not { } mixed)
            return nn.functional.cross_entropy(logits, labels, _weights, label_smoothing: _smoothing);
        using var probabilities = BatchTensors.Probabilities(batch, mixed, logits.shape[1], logits.device);
        return nn.functional.cross_entropy(logits, probabilities, _weights, label_smoothing: _smoothing);
    }

    /// <summary>What the mean loss of a part counts in that of its batch.</summary>
    public double Share(Batch part, Batch batch) => Weight(part) / Weight(batch);

    // What the sum of the losses is divided by for their mean.
    private double Weight(Batch batch) =>
        _classWeights is { } weights && batch.Mixed is null ? batch.Labels.Sum(label => weights[(int)label]) : batch.Count;

    public void Dispose() => _weights?.Dispose();
}
