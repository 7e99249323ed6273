using Microsoft.ML;
using Microsoft.ML.Data;

namespace Compat.Tests;

public sealed class MetricsTests
{
    private readonly MLContext _ml = new(1);

    [Fact]
    public void Evaluate_ThreeClasses_EqualsFiguresByHand()
    {
        var metrics = Evaluate([0, 0, 1, 2], [[.7f, .2f, .1f], [.2f, .5f, .3f], [.1f, .8f, .1f], [.5f, .3f, .2f]], topK: 2);

        Assert.Equal(0.5, metrics.MicroAccuracy);
        Assert.Equal((0.5 + 1 + 0) / 3, metrics.MacroAccuracy, 12);
        double[] losses = [Loss(.7f), Loss(.2f), Loss(.8f), Loss(.2f)];
        Assert.Equal(losses.Average(), metrics.LogLoss, 12);
        Assert.Equal([(losses[0] + losses[1]) / 2, losses[2], losses[3]], metrics.PerClassLogLoss, Near);
        double entropy = -((0.5 * Math.Log(0.5)) + (2 * 0.25 * Math.Log(0.25)));
        Assert.Equal((entropy - losses.Average()) / entropy, metrics.LogLossReduction, 12);
        Assert.Equal([0.5, 0.5], metrics.TopKAccuracyForAllK);
        Assert.Equal(0.5, metrics.TopKAccuracy);
        Assert.Equal(2, metrics.TopKPredictionCount);
        Assert.Equal([[1d, 1, 0], [0d, 1, 0], [1d, 0, 0]], metrics.ConfusionMatrix.Counts);
        Assert.Equal([0.5, 1, 0], metrics.ConfusionMatrix.PerClassRecall);
        Assert.Equal([0.5, 0.5, 0], metrics.ConfusionMatrix.PerClassPrecision);
        Assert.Equal(
            1, metrics.ConfusionMatrix.GetCountForClassPair(predictedClassIndicatorIndex: 0, actualClassIndicatorIndex: 2));
    }

    [Fact]
    public void Evaluate_Ties_FirstClassWins()
    {
        var metrics = Evaluate([0, 1, 2], [[.4f, .4f, .2f], [.4f, .4f, .2f], [.2f, .4f, .4f]], topK: 3);

        Assert.Equal(1 / 3d, metrics.MicroAccuracy, 12);
        Assert.Equal([1 / 3d, 1, 1], metrics.TopKAccuracyForAllK, Near);
    }

    [Fact]
    public void Evaluate_ZeroProbability_IsClamped()
    {
        var metrics = Evaluate([0, 1], [[0f, 1f], [0f, 1f]]);
        Assert.Equal(-Math.Log((float)1e-15) / 2, metrics.LogLoss, 12);
    }

    [Fact]
    public void Evaluate_UnusableRows_AreLeftOut()
    {
        var metrics = Evaluate(
            [0, float.NaN, -1, 0.5f, 1, 1],
            [[1f, 0f], [1f, 0f], [1f, 0f], [1f, 0f], [float.NaN, 1f], [0f, float.PositiveInfinity]]);

        Assert.Equal(1, metrics.MicroAccuracy);
        Assert.Equal([[1d, 0], [0d, 0]], metrics.ConfusionMatrix.Counts);
    }

    [Fact]
    public void Evaluate_UnknownClass_CountsAsWrongWithGreatestLoss()
    {
        var metrics = Evaluate([0, 5], [[1f, 0f], [.5f, .5f]]);

        Assert.Equal(0.5, metrics.MicroAccuracy);
        Assert.Equal(-Math.Log((float)1e-15) / 2, metrics.LogLoss, 12);
        Assert.Equal([[1d, 0], [0d, 0]], metrics.ConfusionMatrix.Counts);
    }

    [Fact]
    public void Evaluate_KeyLabel_MissingKeyIsLeftOut()
    {
        var view = Scored([0f], [[.9f, .1f]]);
        var keyed = new ArrayDataView()
            .Add("Label", new KeyDataViewType(typeof(uint), 2), [2u, 0u])
            .Add("Score", view.Schema["Score"].Type, [Vector(.1f, .9f), Vector(.1f, .9f)])
            .Add("PredictedLabel", NumberDataViewType.Int32, [0, 0]);

        var metrics = _ml.MulticlassClassification.Evaluate(keyed);

        Assert.Equal(1, metrics.MicroAccuracy);
        Assert.Null(metrics.TopKAccuracyForAllK);
        Assert.Equal(0, metrics.TopKAccuracy);
        Assert.Equal([[0d, 0], [0d, 1]], metrics.ConfusionMatrix.Counts);
    }

    [Fact]
    public void Evaluate_EmptyView_IsZero()
    {
        var metrics = Evaluate([], [], columns: 2);
        Assert.Equal(0, metrics.MicroAccuracy);
        Assert.Equal(0, metrics.MacroAccuracy);
        Assert.Equal(0, metrics.LogLoss);
        Assert.True(double.IsNaN(metrics.LogLossReduction));
    }

    [Fact]
    public void Evaluate_WrongColumns_SaysWhich()
    {
        var view = Scored([0f], [[.9f, .1f]]);
        var multiclass = _ml.MulticlassClassification;

        Assert.Contains(
            "Missing column 'Label' not found",
            Assert.Throws<ArgumentOutOfRangeException>(() => multiclass.Evaluate(view, "Missing")).Message);
        Assert.Contains(
            "Schema mismatch for score column 'Label': expected vector of two or more items of type Single, got Single",
            Assert.Throws<ArgumentOutOfRangeException>(() => multiclass.Evaluate(view, "Label", "Label")).Message);
        Assert.Contains(
            "Schema mismatch for label column 'Score': expected Single or Key, got Vector<Single, 2>",
            Assert.Throws<ArgumentOutOfRangeException>(() => multiclass.Evaluate(view, "Score", "Score")).Message);
    }

    [Fact]
    public void GetFormattedConfusionTable_ThreeClasses_IsATable()
    {
        var metrics = Evaluate([0, 0, 1, 2], [[.7f, .2f, .1f], [.2f, .5f, .3f], [.1f, .8f, .1f], [.5f, .3f, .2f]]);
        string[] lines =
        [
            "",
            "Confusion table",
            "          ||========================",
            "PREDICTED ||     0 |     1 |     2 | Recall",
            "TRUTH     ||========================",
            "        0 ||     1 |     1 |     0 | 0.5000",
            "        1 ||     0 |     1 |     0 | 1.0000",
            "        2 ||     1 |     0 |     0 | 0.0000",
            "          ||========================",
            "Precision ||0.5000 |0.5000 |0.0000 |",
            "",
        ];
        Assert.Equal(lines, metrics.ConfusionMatrix.GetFormattedConfusionTable().Split(Environment.NewLine));
    }

    [Fact]
    public void CrossValidate_CopyOfTruth_EvaluatesEachFoldOnItsOwnRows()
    {
        float[] labels = [.. Enumerable.Range(0, 100).Select(i => (float)(i % 2))];
        float[][] scores = Array.ConvertAll(labels, label => label == 0 ? new[] { 1f, 0f } : [0f, 1f]);
        var view = Scored(labels, scores);

        var results = _ml.MulticlassClassification.CrossValidate(view, _ml.Transforms.CopyColumns("Copy", "Label"), 4, seed: 3);

        Assert.Equal([0, 1, 2, 3], results.Select(result => result.Fold));
        Assert.All(results, result => Assert.Equal(1, result.Metrics.MicroAccuracy));
        Assert.All(results, result => Assert.Contains(result.ScoredHoldOutSet.Schema, column => column.Name == "Copy"));
        Assert.Equal(100, results.Sum(result => result.ScoredHoldOutSet.GetColumn<float>("Label").Count()));
    }

    private static double Loss(float probability) => -Math.Log(probability);

    private static bool Near(double left, double right) => Math.Abs(left - right) < 1e-12;

    private static VBuffer<float> Vector(params float[] values) => new(values.Length, values);

    private static ArrayDataView Scored(float[] labels, float[][] scores, int? columns = null)
        => new ArrayDataView()
            .Add("Label", NumberDataViewType.Single, labels)
            .Add(
                "Score",
                new VectorDataViewType(NumberDataViewType.Single, columns ?? scores[0].Length),
                Array.ConvertAll(scores, Vector))
            .Add("PredictedLabel", NumberDataViewType.Int32, new int[labels.Length]);

    private MulticlassClassificationMetrics Evaluate(float[] labels, float[][] scores, int topK = 0, int? columns = null)
        => _ml.MulticlassClassification.Evaluate(Scored(labels, scores, columns), topKPredictionCount: topK);
}
