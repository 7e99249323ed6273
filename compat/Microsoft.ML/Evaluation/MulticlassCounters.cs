namespace Microsoft.ML.Data;

/// <summary>What the metrics are computed from, row by row.</summary>
internal sealed class MulticlassCounters(int classes)
{
    // Probabilities below it count as this; so does that of a class the model does not know.
    private const float Epsilon = (float)1e-15;

    private readonly double[] _instances = new double[classes];
    private readonly double[] _classLogLoss = new double[classes];
    private readonly double[] _ranks = new double[classes + 1];
    private double _count;
    private double _correct;
    private double _logLoss;

    /// <summary>Rows are actual classes, columns assigned ones.</summary>
    public double[][] Confusion { get; } = [.. Enumerable.Range(0, classes).Select(_ => new double[classes])];

    public double MicroAccuracy => _count > 0 ? _correct / _count : 0;

    public double MacroAccuracy
        => Enumerable.Range(0, classes)
            .Where(c => _instances[c] > 0)
            .Select(c => Confusion[c][c] / _instances[c])
            .DefaultIfEmpty()
            .Average();

    public double LogLoss => _count > 0 ? _logLoss / _count : 0;

    /// <summary>How much better than always predicting the class frequencies of this very data.</summary>
    public double LogLossReduction
    {
        get
        {
            double entropy = _instances.Where(n => n != 0).Sum(n => n * Math.Log(n / _count)) / -_count;
            return (entropy - LogLoss) / entropy;
        }
    }

    public double[] PerClassLogLoss => [.. _instances.Zip(_classLogLoss, (n, loss) => n > 0 ? loss / n : 0)];

    /// <summary>The share of rows whose class is among the 1, 2, ... best scores.</summary>
    public double[] TopKAccuracy(int count)
    {
        double sum = 0;
        return [.. _ranks.Take(count).Select(rank => sum += rank / _count)];
    }

    public void Add(int label, ReadOnlySpan<float> scores)
    {
        bool isKnown = label < classes;
        double loss = -Math.Log(isKnown ? Math.Min(1, Math.Max(Epsilon, scores[label])) : Epsilon);
        float own = isKnown ? scores[label] : 0;
        int rank = 0;
        int assigned = 0;
        for (int i = 0; i < scores.Length; i++)
        {
            // Of equal scores the first class wins.
            if (scores[i] > own || (scores[i] == own && i < label))
                rank++;
            if (scores[i] > scores[assigned])
                assigned = i;
        }

        _count++;
        _logLoss += loss;
        _ranks[rank]++;
        if (rank == 0)
            _correct++;
        if (!isKnown)
            return;
        _instances[label]++;
        _classLogLoss[label] += loss;
        Confusion[label][rank == 0 ? label : assigned]++;
    }
}
