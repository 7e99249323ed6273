using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>How often each class was taken for each other: rows are actual classes, columns predicted ones.</summary>
public sealed class ConfusionMatrix
{
    private readonly string[] _classNames;

    internal ConfusionMatrix(double[][] counts, string[] classNames)
    {
        _classNames = classNames;
        NumberOfClasses = counts.Length;
        Counts = counts;
        PerClassRecall = [.. counts.Select((row, c) => Ratio(row[c], row.Sum()))];
        PerClassPrecision = [.. counts.Select((row, c) => Ratio(row[c], counts.Sum(other => other[c])))];
    }

    public IReadOnlyList<double> PerClassPrecision { get; }

    public IReadOnlyList<double> PerClassRecall { get; }

    public IReadOnlyList<IReadOnlyList<double>> Counts { get; }

    public int NumberOfClasses { get; }

    public string GetFormattedConfusionTable()
    {
        int cell = NumberOfClasses == 2 ? 8 : 5;
        int longest = _classNames.Max(name => name.Length);
        bool numbered = longest > cell; // names too long for the header are numbered instead
        int digits = numbered ? $"{NumberOfClasses - 1}".Length : 0;
        int width = Math.Max(9, numbered ? longest + digits + 2 : longest);
        string rule = string.Concat(Enumerable.Repeat(NumberOfClasses > 2 ? "========" : "===========", NumberOfClasses));

        var text = new StringBuilder();
        text.AppendLine().AppendLine("Confusion table");
        text.Append(' ', width + 1).Append("||").AppendLine(rule);
        text.Append("PREDICTED".PadRight(width + 1)).Append("||");
        for (int i = 0; i < NumberOfClasses; i++)
            text.Append($" {(numbered ? $"{i}" : _classNames[i]).PadLeft(cell)} |");
        text.AppendLine(" Recall");
        text.Append("TRUTH".PadRight(width + 1)).Append("||").AppendLine(rule);
        for (int i = 0; i < NumberOfClasses; i++)
        {
            string name = numbered
                ? $"{$"{i}".PadLeft(digits)}. {_classNames[i].PadLeft(width - digits - 2)}"
                : _classNames[i].PadLeft(width);
            text.Append(name).Append(" ||");
            foreach (double count in Counts[i])
                text.Append($" {$"{count:N0}".PadLeft(cell)} |");
            text.AppendLine($" {PerClassRecall[i],5:F4}");
        }

        text.Append(' ', width + 1).Append("||").AppendLine(rule);
        text.Append("Precision".PadRight(width + 1)).Append("||");
        foreach (double precision in PerClassPrecision)
            text.Append($"{$"{precision:N4}".PadLeft(cell + 1)} |");
        return text.AppendLine().ToString();
    }

    public double GetCountForClassPair(int predictedClassIndicatorIndex, int actualClassIndicatorIndex)
    {
        const string Invalid = "Invalid index. Should be non-negative, less than the number of classes.";
        Contracts.CheckParam(
            (uint)predictedClassIndicatorIndex < (uint)NumberOfClasses, nameof(predictedClassIndicatorIndex), Invalid);
        Contracts.CheckParam(
            (uint)actualClassIndicatorIndex < (uint)NumberOfClasses, nameof(actualClassIndicatorIndex), Invalid);
        return Counts[actualClassIndicatorIndex][predictedClassIndicatorIndex];
    }

    private static double Ratio(double part, double whole) => whole > 0 ? part / whole : 0;
}
