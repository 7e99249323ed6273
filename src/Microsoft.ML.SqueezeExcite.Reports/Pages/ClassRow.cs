namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A class as the table of classes shows it.</summary>
/// <param name="figures">Its figures.</param>
/// <param name="data">Its images; null where they are not known.</param>
/// <param name="most">The most training images that a class has.</param>
internal sealed class ClassRow(ClassFigures figures, ClassImages? data, int most)
{
    public string Name => figures.Name;

    public string Training => Text.Count(data?.Training ?? 0);

    public string TrainingShare => Text.Bar((double)(data?.Training ?? 0) / Math.Max(1, most));

    public string Validation => Text.Count(data?.Validation ?? 0);

    public string Test => Text.Count(figures.Images);

    public string Precision => Text.Share(figures.Precision);

    public string PrecisionShare => Text.Bar(figures.Precision);

    public string Recall => Text.Share(figures.Recall);

    public string RecallShare => Text.Bar(figures.Recall);

    public string RecallInterval => Text.Interval(WilsonInterval.Of(figures.Right, figures.Images));

    public string F1 => Text.Share(figures.F1);

    public string F1Share => Text.Bar(figures.F1);

    /// <summary>The rows of all classes.</summary>
    public static IReadOnlyList<ClassRow> Of(Confusion confusion, IReadOnlyList<ClassImages>? data)
    {
        var most = data?.Max(images => images.Training) ?? 0;
        return [.. confusion.Figures().Select((figures, i) => new ClassRow(figures, data?[i], most))];
    }
}
