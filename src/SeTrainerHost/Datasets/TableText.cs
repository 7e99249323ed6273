using System.Text;

namespace SeTrainerHost.Datasets;

/// <summary>The text of a table: UTF-8, or what its byte order mark says.</summary>
internal static class TableText
{
    private static readonly IReadOnlyList<Encoding> Marked =
    [
        new UTF32Encoding(bigEndian: false, byteOrderMark: true, throwOnInvalidCharacters: true),
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
        new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
    ];

    /// <summary>Reads a table; its lines end with <c>\n</c>, whatever they ended with.</summary>
    /// <exception cref="InvalidDataException">It is not text in that encoding; the message names the line.</exception>
    public static string Read(string path)
    {
        var text = Decode(path, File.ReadAllBytes(path));
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
            throw new InvalidDataException(
                $"'{path}' line {LineOf(text, nul)} has a NUL character: save the table as UTF-8, or as UTF-16 with a byte order "
                + "mark");
        return text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    /// <summary>The number of the line that a character is in, from 1.</summary>
    public static int LineOf(ReadOnlySpan<char> text, int at) => text[..at].Count('\n') + 1;

    private static string Decode(string path, byte[] bytes)
    {
        var encoding = Marked.FirstOrDefault(marked => bytes.AsSpan().StartsWith(marked.Preamble));
        var (decoder, start) = (encoding ?? new UTF8Encoding(false, true), encoding?.Preamble.Length ?? 0);
        try
        {
            return decoder.GetString(bytes, start, bytes.Length - start);
        }
        catch (DecoderFallbackException e)
        {
            var line = Encoding.Latin1.GetString(bytes, 0, start + Math.Max(e.Index, 0)).Count(c => c == '\n') + 1;
            throw new InvalidDataException(
                $"'{path}' line {line} is not {decoder.WebName.ToUpperInvariant()} text, it has the bytes "
                + $"{Convert.ToHexString(e.BytesUnknown ?? [])}: convert the table, such as by iconv -f latin1 -t utf-8",
                e);
        }
    }
}
