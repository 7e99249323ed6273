using System.Diagnostics;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TrainingSpeed;

/// <summary>
/// Training on random images as TorchSharp's own examples do it: modules, its optimizer, one dispose scope a step. A peer of the
/// benchmark.
/// </summary>
internal static class PlainTorch
{
    public static double Train(string name, int side, int batch, int steps)
    {
        random.manual_seed(1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(steps, RandomImages.WarmUpSteps);
        var perEpoch = Math.Min(steps, RandomImages.StepsPerEpoch);
        using var images = randint(0, 256, [batch * perEpoch, 3, side, side], ScalarType.Byte);
        using var labels = arange(batch * perEpoch).remainder(10);
        using var network = PlainNetworks.Create(name, 10);
        using var optimizer = optim.SGD(network.parameters(), 0.1, momentum: 0.9, weight_decay: 5e-4, nesterov: true);
        network.train();
        var watch = new Stopwatch();
        for (var step = 0; step < steps; step++)
        {
            if (step == RandomImages.WarmUpSteps)
                watch.Start();
            using var scope = NewDisposeScope();
            var first = step % perEpoch * batch;
            var x = (images.narrow(0, first, batch).to_type(ScalarType.Float32) - 127.5) / 74;
            optimizer.zero_grad();
            var loss = functional.cross_entropy(network.call(x), labels.narrow(0, first, batch));
            loss.backward();
            optimizer.step();
            _ = loss.item<float>();
        }

        return (steps - RandomImages.WarmUpSteps) * batch / watch.Elapsed.TotalSeconds;
    }
}
