using global::TorchSharp;
using static global::TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Mean loss and accuracy over the batches so far.</summary>
internal sealed class RunningScore
{
    private double _loss;
    private long _right;
    private long _count;

    public double Loss => _loss / _count;

    public double Accuracy => (double)_right / _count;

    /// <summary>Adds a batch: its mean loss (scalar), logits (N, classes) and labels (N).</summary>
    public void Add(double loss, Tensor logits, Tensor labels)
    {
        using var guess = logits.argmax(1);
        using var same = guess.eq(labels);
        using var right = same.sum();
        var count = labels.numel();
        _loss += loss * count;
        _right += right.ToInt64();
        _count += count;
    }
}
