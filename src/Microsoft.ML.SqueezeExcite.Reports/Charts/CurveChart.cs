using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A line of a chart.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Points">Its points.</param>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>The x of a point that stands out; null for none.</summary>
    public double? Marked { get; init; }

    /// <summary>Which of the six styles it has; null for that of its place among the lines.</summary>
    public int? Style { get; init; }
}

/// <summary>A chart of lines.</summary>
internal static class CurveChart
{
    private static readonly LineStyle[] Styles =
        [LineStyle.Solid, LineStyle.Dash, LineStyle.Dot, LineStyle.DashDot, LineStyle.LongDash, LineStyle.DashDashDot];

    private static readonly MarkerType[] Markers =
        [MarkerType.Circle, MarkerType.Square, MarkerType.Triangle, MarkerType.Diamond, MarkerType.Circle, MarkerType.Square];

    // More marks than that hide their line.
    private const int MostMarks = 30;

    /// <summary>Draws the lines.</summary>
    /// <param name="id">A word that no other chart of the page has.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="x">The title of the horizontal axis.</param>
    /// <param name="y">The title of the vertical axis.</param>
    /// <param name="curves">The lines, at most six.</param>
    public static string Svg(string id, string description, string x, string y, IReadOnlyList<Curve> curves)
    {
        var plot = Chart.Plot();
        plot.Axes.Add(Chart.Styled(Horizontal(curves), AxisPosition.Bottom, x));
        plot.Axes.Add(Chart.Styled(new LinearAxis { MinimumPadding = 0.05, MaximumPadding = 0.08 }, AxisPosition.Left, y));
        foreach (var (i, curve) in curves.Index())
            plot.Series.Add(Line(curve, curve.Style ?? i));
        foreach (var (i, curve) in curves.Index().Where(curve => curve.Item.Marked is not null))
            plot.Series.Add(Mark(curve, curve.Style ?? i));
        if (curves.Count > 1 || curves.Any(curve => curve.Style is not null))
            plot.Legends.Add(
                new Legend
                {
                    LegendPlacement = LegendPlacement.Outside,
                    LegendPosition = LegendPosition.TopLeft,
                    LegendOrientation = LegendOrientation.Horizontal,
                    LegendTextColor = Palette.Ink,
                    LegendSymbolLength = 28,
                });
        return Chart.ToSvg(plot, id, description);
    }

    private static LinearAxis Horizontal(IReadOnlyList<Curve> curves)
    {
        var xs = curves.SelectMany(curve => curve.Points).Select(point => point.X).ToArray();
        var axis = new LinearAxis { MinimumPadding = 0.02, MaximumPadding = 0.02 };
        // Whole numbers have no steps between them.
        if (xs.All(double.IsInteger))
            axis.MinimumMajorStep = 1;
        return axis;
    }

    private static LineSeries Line(Curve curve, int index)
    {
        var line = new LineSeries
        {
            Title = curve.Name,
            Color = Palette.Series(index),
            StrokeThickness = 2,
            LineStyle = Styles[index % Styles.Length],
            MarkerType = curve.Points.Count <= MostMarks ? Markers[index % Markers.Length] : MarkerType.None,
            MarkerSize = 3,
            MarkerFill = Palette.Series(index),
        };
        line.Points.AddRange(
            curve.Points.Where(point => double.IsFinite(point.Y)).Select(point => new DataPoint(point.X, point.Y)));
        return line;
    }

    private static ScatterSeries Mark(Curve curve, int index)
    {
        var mark = new ScatterSeries
        {
            MarkerType = MarkerType.Circle,
            MarkerSize = 7,
            MarkerFill = OxyColors.Transparent,
            MarkerStroke = Palette.Series(index),
            MarkerStrokeThickness = 2,
        };
        mark.Points.AddRange(
            curve.Points.Where(point => point.X == curve.Marked).Select(point => new ScatterPoint(point.X, point.Y)));
        return mark;
    }
}
