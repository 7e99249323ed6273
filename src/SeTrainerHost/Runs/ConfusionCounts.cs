using Microsoft.ML.SqueezeExcite;
using static TorchSharp.torch;

namespace SeTrainerHost.Runs;

/// <summary>Counts of actual and predicted classes, as they come.</summary>
internal sealed class ConfusionCounts(int classes)
{
    private const int LeastSide = 256;

    private readonly long[,] _counts = new long[classes, classes];

    /// <summary>Counts an image.</summary>
    /// <param name="label">Its class, from 0.</param>
    /// <param name="scores">The scores of all classes.</param>
    public void Add(int label, ReadOnlySpan<float> scores) => _counts[label, ImageScorer.ArgMax(scores)]++;

    /// <summary>
    /// A picture (3, side, side), 0 to 1: a row an actual class, each cell the darker the greater its share of the row.
    /// </summary>
    public Tensor Picture()
    {
        using var scope = NewDisposeScope();
        var cell = (LeastSide + classes - 1) / classes;
        var counts = tensor(_counts, dtype: ScalarType.Float32);
        var shares = counts / counts.sum(1, keepdim: true).clamp_min(1);
        var cells = shares.repeat_interleave(cell, 0).repeat_interleave(cell, 1);
        // White to a dark blue.
        var colour = tensor(new[] { 0.03f, 0.19f, 0.42f }).reshape(3, 1, 1);
        return (1 - cells.unsqueeze(0) * (1 - colour)).MoveToOuterDisposeScope();
    }
}
