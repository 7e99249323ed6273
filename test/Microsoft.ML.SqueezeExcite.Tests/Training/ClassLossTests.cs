using SqueezeExcite.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ClassLossTests
{
    private static readonly double[] Weights = [0.5, 1, 2, 0.25, 3];

    /// <summary>Mean cross-entropies of test/golden/training.py.</summary>
    [Theory]
    [InlineData("plain", 0, false, false)]
    [InlineData("smooth", 0.1, false, false)]
    [InlineData("weighted", 0, true, false)]
    [InlineData("weighted_smooth", 0.1, true, false)]
    [InlineData("mixed", 0, false, true)]
    [InlineData("mixed_smooth", 0.1, false, true)]
    [InlineData("mixed_weighted", 0, true, true)]
    public void Of_Logits_IsPyTorchsCrossEntropy(string name, double smoothing, bool weighted, bool mixed)
    {
        using var batch = Six(mixed);
        using var logits = tensor(GoldenValues.Of("training/logits", 30).Select(x => (float)x * 3).ToArray()).reshape(6, 5);
        using var labels = BatchTensors.Labels(batch, CPU);
        using var losses = new ClassLoss(smoothing, weighted ? Weights : null, CPU);
        using var loss = losses.Of(logits, labels, batch);
        Assert.Equal(GoldenTraining.CrossEntropy(name), loss.ToDouble(), 1e-5);
    }

    [Theory]
    [InlineData("weighted_smooth", 0.1, true, false)]
    [InlineData("smooth", 0.1, false, false)]
    [InlineData("mixed_weighted", 0, true, true)]
    public void Share_OfEachPart_MakesTheLossesThatOfTheWhole(string name, double smoothing, bool weighted, bool mixed)
    {
        using var batch = Six(mixed);
        using var losses = new ClassLoss(smoothing, weighted ? Weights : null, CPU);
        var values = GoldenValues.Of("training/logits", 30).Select(x => (float)x * 3).ToArray();
        var (sum, first) = (0.0, 0);
        foreach (var part in batch.Parts(4))
        {
            using var logits = tensor(values[(first * 5)..((first + part.Count) * 5)]).reshape(part.Count, 5);
            using var labels = BatchTensors.Labels(part, CPU);
            using var loss = losses.Of(logits, labels, part);
            sum += loss.ToDouble() * losses.Share(part, batch);
            first += part.Count;
        }

        Assert.Equal(GoldenTraining.CrossEntropy(name), sum, 1e-5);
    }

    private static Batch Six(bool mixed)
    {
        long[] classes = [0, 4, 2, 2, 1, 3];
        var batch = new Batch(new FeatureShape(1, 1, 1), classes.Length)
        {
            Mixed = mixed ? new MixedLabels([.. classes.Reverse()], [.. Enumerable.Repeat(0.7f, 6)]) : null,
        };
        classes.CopyTo(batch.Labels, 0);
        return batch;
    }
}
