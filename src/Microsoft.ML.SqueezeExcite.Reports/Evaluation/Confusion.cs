namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>How often each class was taken for each.</summary>
/// <param name="Classes">The classes.</param>
/// <param name="Counts">Rows are actual classes, columns predicted ones.</param>
internal sealed record Confusion(IReadOnlyList<string> Classes, long[,] Counts)
{
    /// <summary>Counts images.</summary>
    public static Confusion Of(ScoredSet scored)
    {
        var counts = new long[scored.Classes.Count, scored.Classes.Count];
        foreach (var image in scored.Images)
            counts[image.Label, image.Predicted]++;
        return new Confusion(scored.Classes, counts);
    }

    /// <summary>The images of a class.</summary>
    public long Actual(int label) => Enumerable.Range(0, Classes.Count).Sum(i => Counts[label, i]);

    /// <summary>The images that were taken for a class.</summary>
    public long Predicted(int label) => Enumerable.Range(0, Classes.Count).Sum(i => Counts[i, label]);

    /// <summary>The figures of each class.</summary>
    public IEnumerable<ClassFigures> Figures() => Classes.Select((name, i) =>
        new ClassFigures(name, Counts[i, i], Actual(i), Predicted(i)));

    /// <summary>The mean, over the classes that have images, of the share that was classified right.</summary>
    public double MacroAccuracy => Figures().Select(figures => figures.Recall).OfType<double>().Average();

    /// <summary>The pairs of classes that are taken for each other most often, the most frequent first.</summary>
    public IEnumerable<ConfusedPair> Pairs() =>
        from actual in Enumerable.Range(0, Classes.Count)
        from predicted in Enumerable.Range(0, Classes.Count)
        where actual != predicted && Counts[actual, predicted] > 0
        let all = Actual(actual)
        orderby Counts[actual, predicted] descending, (double)Counts[actual, predicted] / all descending, actual, predicted
        select new ConfusedPair(actual, predicted, Counts[actual, predicted], all);
}

/// <summary>A class that was taken for another.</summary>
/// <param name="Actual">The class, from 0.</param>
/// <param name="Predicted">What it was taken for.</param>
/// <param name="Images">How many of its images were.</param>
/// <param name="All">All of its images.</param>
internal sealed record ConfusedPair(int Actual, int Predicted, long Images, long All);

/// <summary>The figures of a class.</summary>
/// <param name="Name">The class.</param>
/// <param name="Right">Its images that were classified right.</param>
/// <param name="Images">Its images.</param>
/// <param name="Predicted">The images that were taken for it.</param>
internal sealed record ClassFigures(string Name, long Right, long Images, long Predicted)
{
    /// <summary>Of those that were taken for it, the share that was right; null where none was.</summary>
    public double? Precision => Predicted == 0 ? null : (double)Right / Predicted;

    /// <summary>Of its own, the share that was right; null where it has none.</summary>
    public double? Recall => Images == 0 ? null : (double)Right / Images;

    /// <summary>The harmonic mean of both; null where the class has no images.</summary>
    public double? F1 => Images == 0 ? null : 2.0 * Right / (Images + Predicted);
}
