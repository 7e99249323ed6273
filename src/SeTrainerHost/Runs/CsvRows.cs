using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SeTrainerHost.Runs;

/// <summary>The comma-separated files of a run, with a header.</summary>
internal static class CsvRows
{
    /// <summary>How they are written.</summary>
    public static CsvConfiguration Format { get; } = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="read">Reads a row, whose number from 0 it gets.</param>
    /// <exception cref="InvalidDataException">The file is damaged; the message names the line.</exception>
    public static IReadOnlyList<T> Read<T>(string path, Func<CsvReader, int, T> read)
    {
        using var text = new StreamReader(path);
        using var csv = new CsvReader(text, Format);
        var rows = new List<T>();
        try
        {
            csv.Read();
            csv.ReadHeader();
            while (csv.Read())
                rows.Add(read(csv, rows.Count));
        }
        catch (Exception e) when (e is CsvHelperException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException($"'{path}' is damaged at line {csv.Parser.RawRow}: {e.Message.Split('\n')[0]}", e);
        }

        return rows;
    }
}
