using System.Buffers;
using System.Globalization;
using System.Text;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Text that can be saved: each half of a surrogate pair has its other half.</summary>
internal static class WellFormed
{
    public static bool Is(string text) => Runes(text).All(rune => rune.IsWhole);

    /// <summary>The text, with the halves that are alone as <c>\uD83D</c>.</summary>
    public static string Escape(string text) => string.Concat(Runes(text).Select(rune => rune.Text));

    private static IEnumerable<(bool IsWhole, string Text)> Runes(string text)
    {
        for (int at = 0, length; at < text.Length; at += length)
        {
            var isWhole = Rune.DecodeFromUtf16(text.AsSpan(at), out _, out length) == OperationStatus.Done;
            yield return (
                isWhole,
                isWhole ? text.Substring(at, length) : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)text[at]:X4}"));
        }
    }
}
