namespace Microsoft.ML.Data;

internal sealed partial record TextFormat
{
    /// <summary>The lines of all files; comments, empty lines and each file's header are left out.</summary>
    public IEnumerable<(long Number, string Text)> ReadLines(IMultiStreamSource source, bool keepHeader = false)
    {
        for (int file = 0; file < source.Count; file++)
        {
            using var reader = source.OpenTextReader(file);
            bool isFirst = true;
            long number = 0;
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || (isFirst && line[0] == '#'))
                    continue;
                if (ReadsMultilines)
                    line = CompleteQuotes(line, reader, number);
                if (!isFirst || !HasHeader || keepHeader)
                    yield return (number, line);
                isFirst = false;
            }
        }
    }

    // A quoted field may go on over the end of a line.
    private string CompleteQuotes(string line, TextReader reader, long number)
    {
        while (EndsInQuotes(line))
        {
            string next = reader.ReadLine() ?? throw new EndOfStreamException(
                $"A quoted field opened on line {number} was never closed before the end of the file");
            line = $"{line}\n{next}";
        }

        return line;
    }

    private bool EndsInQuotes(ReadOnlySpan<char> rest)
    {
        bool spaceSeparates = Separators.Contains(' ');
        while (true)
        {
            rest = SkipSpaces(rest);
            if (rest is ['"', ..])
            {
                int closing = FindClosingQuote(rest[1..]);
                if (closing < 0)
                    return true;
                rest = SkipSpaces(rest[(closing + 2)..]);
                // After a field that is not quoted as it should be, the rest of the line does not count.
                if (!rest.IsEmpty && !Separators.Contains(rest[0]))
                    return false;
            }

            int end = rest.IndexOfAny(Separators);
            if (end < 0)
                return false;
            rest = rest[(end + 1)..];
        }

        ReadOnlySpan<char> SkipSpaces(ReadOnlySpan<char> text) => spaceSeparates ? text : text.TrimStart(' ');
    }

    private int FindClosingQuote(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool escapes = text[i] == EscapeChar && (EscapeChar != '"' || (i + 1 < text.Length && text[i + 1] == '"'));
            if (escapes)
                i++;
            else if (text[i] == '"')
                return i;
        }

        return -1;
    }
}
