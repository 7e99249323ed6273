using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>The images of each class in each part of the data, with bars.</summary>
internal static class ClassCountTable
{
    private const int BarLength = 24;
    private const int MostRows = 20;

    /// <summary>Writes a row a class; of many classes the largest and the smallest.</summary>
    public static void Print(IAnsiConsole console, ClassCounts counts)
    {
        var table = new FittedTable().Name("class")
            .Figures(["training", .. counts.Validation is null ? (string[])[] : ["validation"], "test", ""]);
        var order = Enumerable.Range(0, counts.Classes.Count).OrderByDescending(i => counts.Training[i]).ToArray();
        var most = counts.Training.Max();
        var shown = order.Length <= MostRows ? [.. order.Order()] : order[..(MostRows / 2)].Concat(order[^(MostRows / 2)..]);
        foreach (var i in shown)
            table.Row(Cells(counts, i, most));
        table.Row(
            [
                "in all", Text(counts.Training.Sum()),
                .. counts.Validation is { } validation ? (string[])[Text(validation.Sum())] : [],
                Text(counts.Test.Sum()), "",
            ]);
        table.WriteTo(console);
        if (order.Length > MostRows)
            console.WriteLine($"the {MostRows / 2} largest and the {MostRows / 2} smallest of {Text(order.Length)} classes");
    }

    private static string[] Cells(ClassCounts counts, int i, int most) =>
    [
        LabelText.InOneLine(counts.Classes[i]), Text(counts.Training[i]),
        .. counts.Validation is { } validation ? (string[])[Text(validation[i])] : [],
        Text(counts.Test[i]),
        new string('█', most == 0 ? 0 : (int)Math.Ceiling((double)BarLength * counts.Training[i] / most)).PadRight(BarLength),
    ];

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
