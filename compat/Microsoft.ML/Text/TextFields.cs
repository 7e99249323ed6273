using System.Text;

namespace Microsoft.ML.Data;

/// <summary>The fields of a line that are not empty, by their number.</summary>
internal sealed class TextFields(TextFormat format, int lastNeeded)
{
    private readonly List<int> _indices = [];
    private readonly List<ReadOnlyMemory<char>> _texts = [];
    private readonly StringBuilder _unquoted = new();
    private readonly bool _spaceSeparates = format.Separators.Contains(' ');

    public ReadOnlyMemory<char> this[int position] => _texts[position];

    public IReadOnlyList<int> Indices => _indices;

    /// <summary>Where the fields from this number on begin.</summary>
    public int Find(int index)
    {
        int position = _indices.BinarySearch(index);
        return position >= 0 ? position : ~position;
    }

    /// <summary>Cuts a line up as far as it is needed; the number of fields it has that far.</summary>
    public int Parse(string line)
    {
        _indices.Clear();
        _texts.Clear();
        var rest = format.TrimsWhitespace ? line.AsMemory().TrimEnd() : line.AsMemory();
        return format.AllowsSparse ? ParseSparse(rest) : ParseDense(rest);
    }

    private int ParseDense(ReadOnlyMemory<char> rest)
    {
        int count = 0;
        for (bool more = true; more && count <= lastNeeded; count++)
        {
            more = TryNext(ref rest, out _, out var text);
            Add(count, text);
        }

        return count;
    }

    // "3 0:1.5 2:7": after the number of items come some of them, each with its number.
    private int ParseSparse(ReadOnlyMemory<char> rest)
    {
        int count = 0;
        int first = -1;
        int size = format.InputSize;
        for (bool more = true; more;)
        {
            more = TryNext(ref rest, out int? item, out var text);
            if (item == null)
            {
                if (first >= 0)
                    break; // nothing dense may follow
                Add(count++, text);
                continue;
            }

            if (first < 0)
            {
                if (size > 0)
                {
                    first = _indices.Count;
                }
                else if (!TryTakeSize(count, out first, out size))
                {
                    break;
                }
            }

            if (first + item >= size)
                break;
            Add(first + item.Value, text);
        }

        return first < 0 ? Math.Max(count, size) : size;
    }

    private bool TryTakeSize(int count, out int first, out int size)
    {
        first = size = 0;
        if (_indices.Count == 0 || _indices[^1] != count - 1 || !int.TryParse(_texts[^1].Span, out int items) || items <= 0)
            return false;
        first = _indices[^1];
        size = first + items;
        _indices.RemoveAt(_indices.Count - 1);
        _texts.RemoveAt(_texts.Count - 1);
        return true;
    }

    private void Add(int index, ReadOnlyMemory<char> text)
    {
        if (text.IsEmpty && !format.MissingRealsAreNaNs)
            return;
        _indices.Add(index);
        _texts.Add(text);
    }

    // Takes a field off the line, and the separator after it; false if there was none.
    private bool TryNext(ref ReadOnlyMemory<char> rest, out int? item, out ReadOnlyMemory<char> text)
    {
        SkipSpaces(ref rest);
        item = null;
        if (format.AllowsSparse)
            item = TakeItemNumber(ref rest);
        if (format.AllowsQuoting && rest is { IsEmpty: false } && rest.Span[0] == '"')
            return TakeQuoted(ref rest, out text);
        int end = rest.Span.IndexOfAny(format.Separators);
        text = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[(end + 1)..];
        return end >= 0;
    }

    private void SkipSpaces(ref ReadOnlyMemory<char> rest)
    {
        if (!_spaceSeparates)
            rest = rest.TrimStart(' ');
    }

    private int? TakeItemNumber(ref ReadOnlyMemory<char> rest)
    {
        int digits = rest.Span.IndexOfAnyExceptInRange('0', '9');
        if (digits is < 1 or > 9 || rest.Span[digits] != ':')
            return null;
        int number = int.Parse(rest.Span[..digits]);
        rest = rest[(digits + 1)..];
        SkipSpaces(ref rest);
        return number;
    }

    // What is not quoted as it should be is empty.
    private bool TakeQuoted(ref ReadOnlyMemory<char> rest, out ReadOnlyMemory<char> text)
    {
        var span = rest.Span;
        _unquoted.Clear();
        int i = 1;
        bool closed = false;
        for (; i < span.Length && !closed; i++)
        {
            bool escapes = span[i] == format.EscapeChar && i + 1 < span.Length && span[i + 1] == '"';
            if (escapes)
                _unquoted.Append(span[++i]);
            else if (span[i] == '"')
                closed = true;
            else
                _unquoted.Append(span[i]);
        }

        int end = span[i..].IndexOfAny(format.Separators);
        var after = end < 0 ? span[i..] : span[i..(i + end)];
        text = closed && after.Trim(' ').IsEmpty ? _unquoted.ToString().AsMemory() : default;
        rest = end < 0 ? default : rest[(i + end + 1)..];
        return end >= 0;
    }
}
