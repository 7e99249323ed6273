using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SeTrainerHost.Terminal;

/// <summary>
/// A table of one line a row, as wide as the console: where it would be wider, titles and names are shortened, figures are not.
/// </summary>
internal sealed class FittedTable
{
    /// <summary>What names and titles are shortened to at most.</summary>
    private const int LeastName = 8;

    private const int LeastTitle = 4;

    private const int WideGap = 3;

    private readonly List<(string Title, bool IsName)> _columns = [];
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a column of names, which may be shortened.</summary>
    public FittedTable Name(string title) => With(title, isName: true);

    /// <summary>Adds columns of figures.</summary>
    public FittedTable Figures(params string[] titles) =>
        titles.Aggregate(this, (table, title) => table.With(title, isName: false));

    /// <summary>Adds a row, a cell for each column.</summary>
    public void Row(params string[] cells) => _rows.Add(cells);

    /// <summary>Writes the table.</summary>
    public void WriteTo(IAnsiConsole console)
    {
        var (gap, widths) = Fit(console.Profile.Width);
        var table = new Table().Border(TableBorder.Simple);
        foreach (var (column, width) in _columns.Zip(widths))
        {
            var title = new TableColumn(Markup.Escape(Shortened(column.Title, width))).NoWrap();
            title.Alignment = column.IsName ? Justify.Left : Justify.Right;
            table.AddColumn(title.Padding(gap == WideGap ? 1 : 0, 0, gap == 1 ? 0 : 1, 0));
        }

        foreach (var row in _rows)
            table.AddRow(row.Select((cell, i) => Markup.Escape(Shortened(cell, widths[i]))).ToArray());
        console.Write(table);
    }

    /// <summary>
    /// A text that takes at most some columns of the screen; an ellipsis stands for its middle: names often differ at their ends.
    /// </summary>
    internal static string Shortened(string text, int cells)
    {
        if (Cells(text) <= cells)
            return text;
        var (characters, head, tail, room) = (Characters(text), 0, 0, cells - 1);
        while (true)
        {
            var isAhead = head > tail;
            room -= Cells(isAhead ? characters[^(tail + 1)] : characters[head]);
            if (room < 0)
                return $"{string.Concat(characters[..head])}…{string.Concat(characters[^tail..])}";
            (head, tail) = isAhead ? (head, tail + 1) : (head + 1, tail);
        }
    }

    // What a reader takes for one: some are several chars.
    private static string[] Characters(string text)
    {
        var starts = StringInfo.ParseCombiningCharacters(text);
        return [.. starts.Select((start, i) => text[start..(i + 1 < starts.Length ? starts[i + 1] : text.Length)])];
    }

    private FittedTable With(string title, bool isName)
    {
        _columns.Add((title, isName));
        return this;
    }

    // The space between columns, and the width of each.
    private (int Gap, int[] Widths) Fit(int room)
    {
        int[] cells = [.. _columns.Select((_, i) => _rows.Select(row => Cells(row[i])).DefaultIfEmpty().Max())];
        int[] widths = [.. _columns.Select((column, i) => Math.Max(cells[i], Cells(column.Title)))];
        int[] least = [.. _columns.Select((column, i) => Least(column, cells[i], widths[i]))];
        var gap = Total(widths, WideGap) <= room ? WideGap : Total(least, gap: 2) <= room ? 2 : 1;
        while (Total(widths, gap) > room)
        {
            var widest = Enumerable.Range(0, widths.Length).Where(i => widths[i] > least[i]).ToArray();
            if (widest.Length == 0)
                break;
            widths[widest.MaxBy(i => widths[i])]--;
        }

        return (gap, widths);
    }

    private static int Least((string Title, bool IsName) column, int cells, int width) =>
        Math.Min(width, Math.Max(LeastTitle, column.IsName ? Math.Min(LeastName, cells) : cells));

    // The border takes a column on each side, and so does the padding of the columns.
    private static int Total(int[] widths, int gap) => widths.Sum() + (widths.Length - 1) * gap + gap + 1;

    private static int Cells(string text) => new Segment(text).CellCount();
}
