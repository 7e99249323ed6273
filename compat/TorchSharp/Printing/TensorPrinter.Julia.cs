using static TorchSharp.torch;

namespace TorchSharp;

internal sealed partial class TensorPrinter
{
    private const string Dots = "...";

    /// <summary>Two dimensions make a table; of more, one table for each index of the others.</summary>
    private void Julia(Tensor tensor)
    {
        _text.Append(Metadata(tensor));
        switch (tensor.ndim)
        {
            case 0:
                _text.Append($", value = {Value(tensor)}");
                break;
            case 1:
                _text.Append(newLine);
                Table([Row(tensor)], tensor.shape[0]);
                break;
            case 2:
                _text.Append(newLine);
                Table(tensor);
                break;
            default:
                Tables(tensor, "");
                break;
        }
    }

    private void Tables(Tensor tensor, string indices)
    {
        for (var i = 0L; i < tensor.shape[0]; i++)
        {
            if (tensor.ndim > 3)
            {
                Tables(tensor[i], $"{indices}{i},");
                continue;
            }

            _text.Append($"{newLine}[{indices}{i},..,..] ={newLine}");
            Table(tensor[i]);
        }
    }

    private void Table(Tensor tensor)
    {
        var (rows, columns) = (tensor.shape[0], tensor.shape[1]);
        Table(Enumerable.Range(0, (int)rows).Select(i => Row(tensor[i])).ToList(), columns);
    }

    private void Table(List<List<string>> rows, long columns)
    {
        var shown = rows.Min(row => row.Count);
        var widths = Enumerable.Range(0, shown).Select(column => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
        {
            for (var column = 0; column < shown; column++)
                _text.Append(' ').Append(row[column].PadLeft(widths[column]));
            if (shown < columns)
                _text.Append(' ').Append(Dots);
            _text.Append(newLine);
        }
    }

    /// <summary>As many elements as fit, with room kept for the dots.</summary>
    private List<string> Row(Tensor tensor)
    {
        var row = new List<string>();
        var room = width;
        for (var i = 0L; i < tensor.shape[0]; i++)
        {
            var value = Value(tensor[i]);
            if (room - value.Length - (Dots.Length + 1) < 0)
                break;
            row.Add(value);
            room -= value.Length + 1;
        }

        return row;
    }
}
