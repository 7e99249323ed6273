using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>A range test as a person reads it: the losses as bars, and the suggestion.</summary>
internal sealed class RangeTestTable(IAnsiConsole console)
{
    private const int Rows = 20;
    private const int BarLength = 40;
    private const double Headroom = 1.1;

    public void Print(LearningRateRangeTest test)
    {
        var (points, losses) = (test.Points, test.SmoothedLosses());
        var every = Math.Max(1, points.Count / Rows);
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn(new TableColumn("rate").RightAligned())
            .AddColumn(new TableColumn("loss").RightAligned())
            .AddColumn("");
        for (var i = 0; i < points.Count; i += every)
            table.AddRow(Rate(points[i].Rate), Loss(losses[i]), Bar(losses[i], losses));
        console.Write(table);
        console.WriteLine(
            test.Suggestion is { } rate
                ? $"suggestion: --learning-rate {Rate(rate)}"
                : "no suggestion: the loss does not fall at any rate");
    }

    // From the least loss to a little above the first one: what diverges would make the rest too short to see.
    private static string Bar(double loss, IReadOnlyList<double> losses)
    {
        var (least, most) = (losses.Min(), Headroom * losses[0]);
        return new string('█', (int)(BarLength * Math.Clamp((loss - least) / (most - least), 0, 1)));
    }

    private static string Rate(double rate) => rate.ToString("G2", CultureInfo.InvariantCulture);

    private static string Loss(double loss) => loss.ToString("F3", CultureInfo.InvariantCulture);
}
