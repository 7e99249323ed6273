using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>A table of image files and their labels: separated values, with a header or without.</summary>
/// <param name="file">The table. Paths in it are relative to its folder.</param>
/// <param name="say">Gets how it is read, where that is not its extension's way, and what is missing.</param>
internal sealed class ImageTable(string file, Action<string> say)
{
    // Enough to tell one form from another.
    private const int FirstRows = 20;

    private readonly string _folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
    private readonly (string Text, char? Separator) _table = Named(TableText.Read(file));

    /// <summary>Reads the rows; the label of one that has none is empty.</summary>
    /// <exception cref="InvalidDataException">
    /// The table is damaged, no row has a label, or none the path of a file; the message names the line.
    /// </exception>
    public IReadOnlyList<ImageFile> Read()
    {
        IReadOnlyList<TableRow> rows = ReadRows(Separator());
        if (rows.Count == 0)
            throw new InvalidDataException($"'{file}' is empty");
        var header = TableHeader.Of([.. rows.Take(FirstRows)], IsFile);
        if (header.Names is not null)
        {
            say(header.Describe(file, rows[0].Line));
            rows = [.. rows.Where(row => !row.Values.SequenceEqual(header.Names))];
        }
        else if (rows[0].Values.Count > 2)
        {
            say($"'{file}' has {rows[0].Values.Count} columns without a header: the first is the path, the second the label");
        }

        var width = header.Names?.Count ?? rows[0].Values.Count;
        foreach (var row in rows)
            Check(row, header, width);
        if (rows.Count == 0)
            throw new InvalidDataException($"'{file}' has a header and no rows");
        RequireFile(rows, header);
        RequireLabel(rows, header);
        return
        [
            .. rows.Select(row =>
                new ImageFile { Label = row.Values[header.Label], ImagePath = FullPath(row.Values[header.Path]) }),
        ];
    }

    // Spreadsheets write a first line such as "sep=;". It stays as a blank one, which counts.
    private static (string Text, char? Separator) Named(string text) =>
        text is ['s', 'e', 'p', '=', var separator, '\n', ..] ? (text[5..], separator) : (text, null);

    private char Separator()
    {
        if (_table.Separator is { } named)
            return named;
        var usual = Path.GetExtension(file).Equals(".tsv", StringComparison.OrdinalIgnoreCase) ? '\t' : ',';
        // Rows whose values are files tell the most; with equal counts the extension decides.
        var separator = ((char[])[usual, ',', '\t', ';', '|']).MaxBy(Fit);
        if (separator != usual)
            say($"'{file}' is read as separated by {(separator == '\t' ? "tabs" : $"'{separator}'")}");
        return separator;
    }

    private (int WithFiles, int WithColumns) Fit(char separator)
    {
        try
        {
            TableRow[] rows = [.. TableRow.Read(_table.Text, separator).Take(FirstRows).Where(row => row.Values.Count > 1)];
            return (rows.Count(row => row.Values.Any(IsFile)), rows.Length);
        }
        catch (InvalidDataException)
        {
            return (0, 0);
        }
    }

    // Spreadsheets end a table with rows of separators alone.
    private TableRow[] ReadRows(char separator)
    {
        try
        {
            return [.. TableRow.Read(_table.Text, separator).Where(row => row.Values.Any(value => value.Length > 0))];
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{file}' {e.Message}", e);
        }
    }

    private void Check(TableRow row, TableHeader header, int width)
    {
        if (row.Values.Count <= Math.Max(header.Path, header.Label))
            throw Fault(row, "must have a path and a label");
        if (row.Values.Skip(width).Any(value => value.Length > 0))
            throw Fault(row, $"has {row.Values.Count} values, the first row {width}: put a value with a separator in quotes");
        if (row.Values[header.Path].Length == 0)
            throw Fault(row, "has no path");
    }

    private InvalidDataException Fault(TableRow row, string what) =>
        new($"'{file}' line {row.Line} {what}, it holds {NameList.Of(row.Values)}");

    private void RequireFile(IReadOnlyList<TableRow> rows, TableHeader header)
    {
        if (!rows.Any(row => IsFile(row.Values[header.Path])))
            throw new InvalidDataException(
                $"none of the {rows.Count} paths in '{file}' is that of a file: line {rows[0].Line} has "
                + $"'{rows[0].Values[header.Path]}', that is '{FullPath(rows[0].Values[header.Path])}'"
                + (rows.Any(row => IsFile(row.Values[header.Label])) ? "; the path comes first, then the label" : ""));
    }

    private void RequireLabel(IReadOnlyList<TableRow> rows, TableHeader header)
    {
        var unlabelled = rows.Where(row => row.Values[header.Label].Length == 0).ToArray();
        if (unlabelled.Length == rows.Count)
            throw new InvalidDataException($"'{file}' has no image with a label: none of its {rows.Count} rows has one");
        if (unlabelled is [var first, ..])
            say($"{unlabelled.Length} of {rows.Count} rows of '{file}' have no label, the first is line {first.Line}");
    }

    private bool IsFile(string path) => path.Length > 0 && File.Exists(Path.Combine(_folder, path));

    private string FullPath(string path) => Path.GetFullPath(Path.Combine(_folder, path));
}
