namespace Microsoft.ML.Data;

public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(
        MulticlassCounters counters, int topKPredictionCount, ConfusionMatrix confusionMatrix)
    {
        LogLoss = counters.LogLoss;
        LogLossReduction = counters.LogLossReduction;
        MacroAccuracy = counters.MacroAccuracy;
        MicroAccuracy = counters.MicroAccuracy;
        PerClassLogLoss = counters.PerClassLogLoss;
        TopKPredictionCount = topKPredictionCount;
        TopKAccuracyForAllK = topKPredictionCount > 0 ? counters.TopKAccuracy(topKPredictionCount) : null!;
        ConfusionMatrix = confusionMatrix;
    }

    public double LogLoss { get; }

    public double LogLossReduction { get; }

    public double MacroAccuracy { get; }

    public double MicroAccuracy { get; }

    public double TopKAccuracy => TopKAccuracyForAllK?.LastOrDefault() ?? 0;

    public int TopKPredictionCount { get; }

    /// <summary>Null unless a number of top predictions was asked for.</summary>
    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    public IReadOnlyList<double> PerClassLogLoss { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
