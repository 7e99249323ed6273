using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using OxyPlot;
using OxyPlot.Axes;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>A chart within a page: an SVG as wide as its place, in the colours of the page.</summary>
internal static partial class Chart
{
    private const double Width = 480;
    private const double Height = 280;
    private const double FontSize = 13;

    /// <summary>An empty plot with the style of all.</summary>
    public static PlotModel Plot() => new()
    {
        TextColor = Palette.Muted,
        DefaultFontSize = FontSize,
        PlotAreaBorderColor = OxyColors.Undefined,
        Padding = new OxyThickness(4, 8, 14, 4),
    };

    /// <summary>An axis with a title and, where it is a vertical one, lines across the plot.</summary>
    public static T Styled<T>(T axis, AxisPosition position, string title)
        where T : Axis
    {
        axis.Position = position;
        axis.Title = title;
        axis.MinorTickSize = 0;
        axis.MajorTickSize = position == AxisPosition.Bottom ? 4 : 0;
        axis.TicklineColor = Palette.Grid;
        axis.AxislineStyle = position == AxisPosition.Bottom ? LineStyle.Solid : LineStyle.None;
        axis.AxislineColor = Palette.Grid;
        axis.MajorGridlineStyle = position == AxisPosition.Bottom ? LineStyle.None : LineStyle.Solid;
        axis.MajorGridlineColor = Palette.Grid;
        axis.AxisTitleDistance = 8;
        return axis;
    }

    /// <summary>The plot as an element of a page.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="id">A word that no other chart of the page has.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="height">Its height, where 480 is its width.</param>
    public static string ToSvg(PlotModel plot, string id, string description, double height = Height)
    {
        var exporter = new SvgExporter
        {
            Width = Width,
            Height = height,
            UseVerticalTextAlignmentWorkaround = true,
            TextMeasurer = new TextWidths(),
        };
        var svg = exporter.ExportToString(plot);
        // Neither the prologue of a file of its own nor a fixed size nor a font.
        svg = svg[svg.IndexOf("<svg", StringComparison.Ordinal)..];
        svg = SvgStart().Replace(
            svg,
            string.Create(
                CultureInfo.InvariantCulture,
                $"<svg class=\"chart\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\" "
                + $"viewBox=\"0 0 {Width} {height}\">"),
            1);
        svg = svg.Replace("clipPath", $"{id}-clip", StringComparison.Ordinal)
            .Replace($"<{id}-clip", "<clipPath", StringComparison.Ordinal)
            .Replace($"</{id}-clip", "</clipPath", StringComparison.Ordinal);
        return Palette.Apply(Font().Replace(svg, ""));
    }

    [GeneratedRegex("<svg [^>]*>")]
    private static partial Regex SvgStart();

    [GeneratedRegex(" font-family=\"[^\"]*\"| shape-rendering=\"[^\"]*\"")]
    private static partial Regex Font();
}
