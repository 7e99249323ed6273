using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Runs;

/// <summary>Metrics as a person reads them: the figures of each class, and where its images went.</summary>
internal static class MetricsTable
{
    public static void Print(IAnsiConsole console, MetricsFile metrics)
    {
        var table = new FittedTable().Name("class")
            .Figures("images", "precision", "recall")
            .Name("most often taken for");
        for (var i = 0; i < metrics.Classes.Count; i++)
        {
            var c = metrics.Classes[i];
            table.Row(
                LabelText.InOneLine(c.Name),
                Text(c.Images),
                Text(c.Precision),
                Text(c.Recall),
                Confusion(metrics, i));
        }

        table.WriteTo(console);
        console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"micro-accuracy {metrics.MicroAccuracy:F4}  macro-accuracy {metrics.MacroAccuracy:F4}  log-loss "
                + $"{metrics.LogLoss:F4}  images {metrics.TestImages}"));
    }

    private static string Confusion(MetricsFile metrics, int actual)
    {
        if (metrics.Classes[actual].Images == 0)
            return "no test images";
        var (count, predicted) = metrics.ConfusionMatrix[actual].Select((count, j) => (j == actual ? 0 : count, j)).Max();
        var name = LabelText.InOneLine(metrics.Classes[predicted].Name);
        return count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{name} ({count:F0})");
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double? value) => value?.ToString("F4", CultureInfo.InvariantCulture) ?? "";
}
