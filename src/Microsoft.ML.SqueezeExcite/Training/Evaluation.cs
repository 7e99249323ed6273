using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Scores a network on images, as training goes on.</summary>
internal static class Evaluation
{
    public static ValidationResult Run(TorchNetwork network, BatchSource images, Device device, CancellationToken cancellation)
    {
        var score = new RunningScore();
        var classes = new ClassScore(network.Network.ClassCount);
        network.eval();
        using (inference_mode())
        {
            foreach (var batch in images.InOrder().Ahead(2))
            {
                using var _ = batch;
                cancellation.ThrowIfCancellationRequested();
                using var input = BatchTensors.Images(batch, device);
                using var labels = BatchTensors.Labels(batch, device);
                using var logits = network.call(input);
                using var loss = nn.functional.cross_entropy(logits, labels);
                score = score.With(loss.ToDouble() * batch.Count, logits, labels);
                classes.Add(batch.Labels, logits);
            }
        }

        network.train();
        return new ValidationResult(score.Loss, score.Accuracy) { MacroAccuracy = classes.MacroAccuracy };
    }
}
