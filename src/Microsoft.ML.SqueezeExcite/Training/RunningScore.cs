using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Mean loss and accuracy over the batches so far.</summary>
/// <param name="LossSum">The sum of the images' losses.</param>
/// <param name="Right">The images that were classified right.</param>
/// <param name="Count">The images.</param>
internal sealed record RunningScore(double LossSum = 0, long Right = 0, long Count = 0)
{
    public double Loss => LossSum / Count;

    public double Accuracy => (double)Right / Count;

    /// <summary>With a batch more: the sum of its losses, logits (N, classes) and labels (N).</summary>
    public RunningScore With(double loss, Tensor logits, Tensor labels)
    {
        using var guess = logits.argmax(1);
        using var same = guess.eq(labels);
        using var right = same.sum();
        return new RunningScore(LossSum + loss, Right + right.ToInt64(), Count + labels.numel());
    }
}
