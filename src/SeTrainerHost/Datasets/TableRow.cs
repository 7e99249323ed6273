using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SeTrainerHost.Datasets;

/// <summary>A row of a table of separated values.</summary>
/// <param name="Line">The line that it begins in, from 1.</param>
/// <param name="Values">Its values, out of their quotes.</param>
internal sealed record TableRow(int Line, IReadOnlyList<string> Values)
{
    /// <summary>The rows of a table, but for blank lines.</summary>
    /// <param name="text">The table.</param>
    /// <param name="separator">What is between values.</param>
    /// <exception cref="InvalidDataException">A quote is not closed, or text follows after it.</exception>
    public static IEnumerable<TableRow> Read(string text, char separator)
    {
        var badQuotes = false;
        using var parser = new CsvParser(
            new StringReader(text),
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                Delimiter = separator.ToString(),
                HasHeaderRecord = false,
                TrimOptions = TrimOptions.Trim,
                // A quote within a value that does not begin with one is a character like others.
                BadDataFound = bad => badQuotes |= bad.Field.TrimStart().StartsWith('"'),
            });
        for (var (line, at) = (1, 0); parser.Read();)
        {
            var start = (int)parser.CharCount - parser.RawRecord.Length;
            (line, at) = (line + text.AsSpan(at, start - at).Count('\n'), start);
            var values = parser.Record!;
            if (badQuotes)
                throw new InvalidDataException(
                    $"line {line} has a quote that is not closed where its value ends: a quote within quotes is written twice");
            yield return new TableRow(line, values);
        }
    }
}
