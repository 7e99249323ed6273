using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What a step does to a network, and the tensors that it needs for it: those of the optimizer, of the loss and of the average.
/// </summary>
internal sealed class TrainingStep : IDisposable
{
    private static readonly long DropoutKey = RandomStream.Key("dropout");

    private readonly TorchNetwork _network;
    private readonly SeNetOptions _options;
    private readonly Device _device;
    private readonly ScalarType _features;
    private readonly ClassLoss _loss;

    public TrainingStep(TorchNetwork network, SeNetOptions options, Device device)
    {
        (_network, _options, _device) = (network, options, device);
        _features = options.Precision == TrainingPrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        FrozenParts.Freeze(network, options.FineTuning);
        Optimizer = ParameterOptimizer.Create(
            options.Optimizer,
            network.named_parameters(),
            name => FrozenParts.RateFactor(network.Network, name, options.FineTuning));
        _loss = new ClassLoss(options.LabelSmoothing, options.ClassWeights, device);
        Average = options.AverageDecay > 0 ? new WeightAverage(network, options.AverageDecay) : null;
    }

    public ParameterOptimizer Optimizer { get; }

    /// <summary>The average of the weights; null where none is asked for.</summary>
    public WeightAverage? Average { get; }

    /// <summary>images (N, C, H, W) -> logits (N, classes) -> loss () -> gradients</summary>
    /// <param name="batch">The images.</param>
    /// <param name="step">The number of the step, from 0: what dropouts draw follows from it.</param>
    /// <param name="score">The score of the epoch so far.</param>
    /// <returns>The score with this batch.</returns>
    public RunningScore Backward(Batch batch, int step, RunningScore score)
    {
        _network.Generator.manual_seed((long)(new RandomStream(_options.Seed, DropoutKey, step).NextUInt64() >> 1));
        foreach (var part in batch.Parts(_options.AccumulationSteps))
        {
            using var images = BatchTensors.Images(part, _device, _features);
            using var labels = BatchTensors.Labels(part, _device);
            using var output = _network.call(images);
            using var logits = output.to_type(ScalarType.Float32);
            using var loss = _loss.Of(logits, labels, part);
            var share = _loss.Share(part, batch);
            using var scaled = loss * share;
            scaled.backward();
            score = score.With(loss.ToDouble() * share * batch.Count, logits, labels);
        }

        return score;
    }

    /// <summary>gradients -> weights -> their average</summary>
    /// <param name="rate">The learning rate.</param>
    /// <param name="steps">The steps with this one.</param>
    public void Update(double rate, int steps)
    {
        Optimizer.Step(rate);
        Average?.Update(steps);
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        _loss.Dispose();
        Average?.Dispose();
    }
}
