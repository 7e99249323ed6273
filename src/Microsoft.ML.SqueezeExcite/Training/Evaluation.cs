using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Scores a network on images, as training goes on.</summary>
internal static class Evaluation
{
    /// <summary>Scores the images.</summary>
    /// <param name="network">The network.</param>
    /// <param name="images">The images.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="observer">Sees what comes of each image; null for nobody.</param>
    /// <param name="cancellation">Ends it between batches.</param>
    public static ValidationResult Run(
        TorchNetwork network,
        BatchSource images,
        Device device,
        IValidationObserver? observer,
        CancellationToken cancellation)
    {
        using var observed = observer is null ? null : new ObservedValidation(network, images.Images, observer);
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
                observed?.Scored(batch, logits);
            }
        }

        network.train();
        return new ValidationResult(score.Loss, score.Accuracy) { MacroAccuracy = classes.MacroAccuracy };
    }
}
