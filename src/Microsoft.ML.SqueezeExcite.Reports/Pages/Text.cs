using System.Globalization;

namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>Numbers as pages show them.</summary>
internal static class Text
{
    /// <summary>A text in no country's way.</summary>
    public static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    /// <summary>A share as a percentage: 0.1234 is 12.3 %.</summary>
    public static string Percent(double share) => Invariant($"{100 * share:0.0} %");

    /// <summary>A share with three digits, a dash where it cannot be judged.</summary>
    public static string Share(double? share) => share is { } value ? Invariant($"{value:0.000}") : "–";

    /// <summary>A share as the width of a bar, in percent.</summary>
    public static string Bar(double? share) => Invariant($"{100 * (share ?? 0):0.#}");

    /// <summary>A count with a space between thousands.</summary>
    public static string Count(long count) => count.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = "\u202f" });

    /// <summary>An interval of shares.</summary>
    public static string Interval(WilsonInterval interval) =>
        Invariant($"95 % interval {100 * interval.Low:0.0} to {100 * interval.High:0.0} %");

    /// <summary>A time as a person says it.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => Invariant($"{time.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 2 } => Invariant($"{time.TotalSeconds:0.0} s"),
        { TotalHours: < 2 } => Invariant($"{time.TotalMinutes:0} min"),
        _ => Invariant($"{Math.Floor(time.TotalHours):0} h {time.Minutes} min"),
    };
}
