using System.Buffers;
using System.Globalization;
using System.Text;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Labels and other names as they come: what can be saved of them, and what can be printed in one line.</summary>
internal static class LabelText
{
    /// <summary>Whether each half of a surrogate pair has its other half; only such text can be saved.</summary>
    public static bool IsWellFormed(string text) => Runes(text).All(rune => rune.IsWhole);

    /// <summary>The text in one line: control characters as <c>\t</c>, <c>\n</c>, <c>\r</c> or <c>\u0007</c>.</summary>
    public static string InOneLine(string text) =>
        string.Concat(Runes(text).Select(rune => rune.IsWhole && !BreaksLines(rune.Text[0]) ? rune.Text : Escape(rune.Text[0])));

    /// <summary>The text in ASCII, for what looks the same and is not.</summary>
    public static string InAscii(string text) =>
        string.Concat(text.Select(c => char.IsAscii(c) && !BreaksLines(c) ? $"{c}" : Escape(c)));

    private static bool BreaksLines(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Escape(char c) => c switch
    {
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        _ => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
    };

    private static IEnumerable<(bool IsWhole, string Text)> Runes(string text)
    {
        for (int at = 0, length; at < text.Length; at += length)
        {
            var isWhole = Rune.DecodeFromUtf16(text.AsSpan(at), out _, out length) == OperationStatus.Done;
            yield return (isWhole, text.Substring(at, length));
        }
    }
}
