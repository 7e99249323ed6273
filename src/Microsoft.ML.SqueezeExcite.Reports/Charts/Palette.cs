using OxyPlot;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>
/// The colours of charts, as places for those of the page's style sheet, which has them for light and for dark. Nothing is told
/// by colour alone: lines differ by dashes and marks, too.
/// </summary>
internal static class Palette
{
    private static readonly (OxyColor Place, string Name)[] Places =
    [
        (OxyColor.FromRgb(1, 0, 1), "ink"),
        (OxyColor.FromRgb(1, 0, 2), "muted"),
        (OxyColor.FromRgb(1, 0, 3), "grid"),
        (OxyColor.FromRgb(1, 0, 4), "series-1"),
        (OxyColor.FromRgb(1, 0, 5), "series-2"),
        (OxyColor.FromRgb(1, 0, 6), "series-3"),
        (OxyColor.FromRgb(1, 0, 7), "series-4"),
        (OxyColor.FromRgb(1, 0, 8), "series-5"),
        (OxyColor.FromRgb(1, 0, 9), "series-6"),
    ];

    public static OxyColor Ink => Places[0].Place;

    public static OxyColor Muted => Places[1].Place;

    public static OxyColor Grid => Places[2].Place;

    /// <summary>The colour of a series, from 0; there are six.</summary>
    public static OxyColor Series(int index) => Places[3 + index % 6].Place;

    /// <summary>An SVG with the style sheet's colours.</summary>
    public static string Apply(string svg) => Places.Aggregate(
        svg,
        (text, place) => text.Replace(
            $"rgb({place.Place.R},{place.Place.G},{place.Place.B})", $"var(--{place.Name})", StringComparison.Ordinal));
}
