using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

internal static partial class Conversions
{
    private const NumberStyles Decimal =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // The words for true and false, in lower case.
    private static readonly string[] TrueWords = ["t", "y", "1", "+", "+1", "yes", "true"];
    private static readonly string[] FalseWords = ["", "f", "n", "0", "-", "-1", "no", "false"];

    // Digits with at most a minus before them; nothing at all is 0.
    private static bool TryParseSigned<T>(ReadOnlyMemory<char> text, out T value) where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        value = T.Zero;
        var span = text.Span;
        return span.IsEmpty
            || (span[0] != '+' && T.TryParse(span, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value!));
    }

    private static bool TryParseUnsigned<T>(ReadOnlyMemory<char> text, out T value) where T : IBinaryInteger<T>
    {
        value = T.Zero;
        return !text.IsEmpty && T.TryParse(text.Span, NumberStyles.None, CultureInfo.InvariantCulture, out value!);
    }

    // A key in a text is 0-based; an empty one, and the signs of a missing value, are the missing key.
    private static bool TryParseKey(ReadOnlySpan<char> text, ulong count, out ulong key)
    {
        key = 0;
        if (text.IsEmpty || IsMissing(text))
            return true;
        if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) || value >= count)
            return false;
        key = value + 1;
        return true;
    }

    // NaN, with false, where there is no number; nothing at all is 0. White space may follow a number, and go before nothing
    // but a last digit or question mark.
    private static bool TryParseFloat<T>(ReadOnlyMemory<char> text, out T value) where T : IFloatingPointIeee754<T>
    {
        var span = text.Span.TrimStart();
        if (span.Length < text.Length && span is not ("" or [(>= '0' and <= '9') or '?']))
        {
            value = T.NaN;
            return false;
        }

        span = span.TrimEnd();
        switch (span)
        {
            case "":
                value = T.Zero;
                return true;
            case "?" or "NaN":
                value = T.NaN;
                return true;
            case "Infinity" or "\u221E":
                value = T.PositiveInfinity;
                return true;
            case "-Infinity" or "-\u221E":
                value = T.NegativeInfinity;
                return true;
        }

        if (!char.IsAsciiLetter(span[^1]) && T.TryParse(span, Decimal, CultureInfo.InvariantCulture, out value!))
            return true;
        value = T.NaN;
        return false;
    }

    private static bool IsMissing(ReadOnlySpan<char> text)
        => text is "?"
            || text.Equals("na", StringComparison.OrdinalIgnoreCase)
            || text.Equals("n/a", StringComparison.OrdinalIgnoreCase)
            || text.Equals("nan", StringComparison.OrdinalIgnoreCase);

    private static bool TryParseBoolean(ReadOnlyMemory<char> text, out bool value)
    {
        string word = text.Length <= 5 ? text.ToString().ToLowerInvariant() : "?";
        value = TrueWords.Contains(word);
        return value || FalseWords.Contains(word);
    }

    private static bool TryParseRowId(ReadOnlyMemory<char> text, out DataViewRowId id)
    {
        id = default;
        var span = text.Span;
        if (span.Length != 34 || span[0] != '0' || span[1] is not ('x' or 'X'))
            return false;
        if (!UInt128.TryParse(span[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        id = new DataViewRowId((ulong)value, (ulong)(value >> 64));
        return true;
    }
}
