using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>
/// A reliability diagram: the accuracy in each range of scores, beside the diagonal that a calibrated model is on.
/// </summary>
internal static class ReliabilityChart
{
    public static string Svg(string id, Calibration calibration)
    {
        var plot = Chart.Plot();
        var scores = new LinearAxis { Minimum = 0, Maximum = 1 };
        plot.Axes.Add(Chart.Styled(scores, AxisPosition.Bottom, "score of the predicted class"));
        plot.Axes.Add(Chart.Styled(new LinearAxis { Minimum = 0, Maximum = 1.02 }, AxisPosition.Left, "share that is right"));
        var bars = new RectangleBarSeries { FillColor = Palette.Series(0), StrokeThickness = 0 };
        foreach (var bin in calibration.Bins)
            bars.Items.Add(new RectangleBarItem(bin.From + 0.006, 0, bin.To - 0.006, bin.Accuracy));
        plot.Series.Add(bars);
        var means = new ScatterSeries
        {
            MarkerType = MarkerType.Diamond,
            MarkerSize = 5,
            MarkerFill = Palette.Series(1),
            MarkerStroke = Palette.Ink,
            MarkerStrokeThickness = 1,
        };
        means.Points.AddRange(calibration.Bins.Select(bin => new ScatterPoint(bin.Score, bin.Accuracy)));
        plot.Annotations.Add(
            new LineAnnotation { Slope = 1, Color = Palette.Ink, LineStyle = LineStyle.Dash, StrokeThickness = 1.5 });
        plot.Series.Add(means);
        return Chart.ToSvg(plot, id, Describe(calibration), height: 340);
    }

    private static string Describe(Calibration calibration) => "Reliability diagram. " + string.Join(
        "; ",
        calibration.Bins.Select(bin => string.Create(
            CultureInfo.InvariantCulture,
            $"{bin.Images} images with scores from {bin.From:0.0} to {bin.To:0.0}: mean score {bin.Score:0.00}, right "
            + $"{bin.Accuracy:0.00}")));
}
