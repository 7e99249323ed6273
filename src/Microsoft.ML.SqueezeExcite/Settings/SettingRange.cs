using System.Collections;
using System.Globalization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The values that a setting may have, and how a message says so.</summary>
internal static class SettingRange
{
    /// <summary>The range in words; null where the type alone says it.</summary>
    public static string? Words(SettingAttribute range, Type type)
    {
        var whole = type == typeof(int) || type == typeof(long);
        string? words = (range.AtLeast, range.Above, range.AtMost, range.Below) switch
        {
            (not double.NaN, _, not double.NaN, _) => whole
                ? $"between {Text(range.AtLeast)} and {Text(range.AtMost)}"
                : $"from {Text(range.AtLeast)} to {Text(range.AtMost)}",
            (not double.NaN, _, _, not double.NaN) => $"from {Text(range.AtLeast)} up to but not including {Text(range.Below)}",
            (_, not double.NaN, not double.NaN, _) => $"above {Text(range.Above)} and at most {Text(range.AtMost)}",
            (_, not double.NaN, _, not double.NaN) => $"above {Text(range.Above)} and below {Text(range.Below)}",
            (not double.NaN, _, _, _) => $"at least {Text(range.AtLeast)}",
            (_, not double.NaN, _, _) => $"above {Text(range.Above)}",
            _ => null,
        };
        return type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" : words;
    }

    /// <summary>Whether a value, or each value of a list, is in the range. A value that is not finite is in none.</summary>
    public static bool Holds(SettingAttribute range, object value) => value switch
    {
        string => true,
        Enum name => Enum.IsDefined(name.GetType(), name),
        IEnumerable list => list.Cast<object>().All(element => Holds(range, element)),
        int or long or double => Contains(range, Convert.ToDouble(value, CultureInfo.InvariantCulture)),
        _ => true,
    };

    // Limits that are not set are not numbers, and are not compared with.
    private static bool Contains(SettingAttribute range, double value) =>
        double.IsFinite(value)
        && !(value < range.AtLeast)
        && !(value <= range.Above)
        && !(value > range.AtMost)
        && !(value >= range.Below);

    private static string Text(double limit) => limit.ToString(CultureInfo.InvariantCulture);
}
