using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SeTrainerHost;

/// <summary>
/// A table of one line a row, as wide as the console: names are shortened where it would be wider, figures are not.
/// </summary>
internal sealed class FittedTable
{
    /// <summary>What a name is shortened to at most.</summary>
    private const int LeastName = 8;

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
        var widths = _columns.Select((column, i) => _rows.Select(row => row[i]).Append(column.Title).Max(Cells)).ToArray();
        var isTight = Total(widths, gap: 3) > console.Profile.Width;
        Shrink(widths, console.Profile.Width - Total(new int[widths.Length], isTight ? 2 : 3));

        var table = new Table().Border(TableBorder.Simple);
        foreach (var (title, isName) in _columns)
        {
            var column = new TableColumn(Markup.Escape(title)) { Alignment = isName ? Justify.Left : Justify.Right };
            table.AddColumn(column.NoWrap().Padding(isTight ? 0 : 1, 0, 1, 0));
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

    // The border takes a column on each side.
    private static int Total(int[] widths, int gap) => widths.Sum() + (widths.Length - 1) * gap + 4;

    // A column at a time from the widest names.
    private void Shrink(int[] widths, int room)
    {
        while (widths.Sum() > room)
        {
            var widest = Enumerable.Range(0, widths.Length).Where(i => _columns[i].IsName).MaxBy(i => widths[i]);
            if (!_columns[widest].IsName || widths[widest] <= LeastName)
                return;
            widths[widest]--;
        }
    }

    private static int Cells(string text) => new Segment(text).CellCount();
}
