using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The exponential moving average of a network's weights and running statistics, as timm's <c>ModelEma</c> has it: in the
/// beginning, when the first weights would weigh too much, it forgets faster (TensorFlow's <c>ExponentialMovingAverage</c> with a
/// count of steps).
/// </summary>
internal sealed class WeightAverage(TorchNetwork network, double decay) : IDisposable
{
    /// <summary>The averages.</summary>
    public WeightSnapshot Values { get; } = new(network);

    /// <summary>Takes the network's weights in, after a step.</summary>
    /// <param name="steps">The steps so far, from 1.</param>
    public void Update(int steps)
    {
        using var noGrad = no_grad();
        var kept = Math.Min(decay, (1.0 + steps) / (10.0 + steps));
        foreach (var (average, (_, live)) in Values.Tensors.Zip(network.FloatState()))
            average.Value.mul_(kept).add_(live, 1 - kept);
    }

    public void Dispose() => Values.Dispose();
}
