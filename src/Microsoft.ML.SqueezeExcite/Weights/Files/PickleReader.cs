using System.Buffers.Binary;
using System.Text;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Reads the pickle of a PyTorch checkpoint: dictionaries, lists, tuples, text, numbers and tensors, by the instructions of
/// pickle protocols 2 to 5 that those need (Python's pickletools documents them). Everything else is refused by name.
/// </summary>
internal sealed partial class PickleReader
{
    /// <summary>How deep containers that are being filled may nest.</summary>
    private const int DeepestNesting = 64;

    private readonly byte[] _data;
    private readonly Stack<object?> _stack = new();
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];
    private int _position;

    private PickleReader(byte[] data) => _data = data;

    /// <summary>Reads a whole pickle.</summary>
    /// <exception cref="FormatException">
    /// It holds anything but tensors and plain values, or is damaged; the message names the instruction or the class.
    /// </exception>
    public static object? Read(byte[] pickle)
    {
        var reader = new PickleReader(pickle);
        try
        {
            while (reader.Execute(reader.TakeByte()))
            {
            }

            return reader.Pop();
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException($"its pickle has text that is not UTF-8 at byte {reader._position}", e);
        }
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        if (count < 0 || count > _data.Length - _position)
            throw new FormatException($"its pickle ends at byte {_data.Length}, in the middle of an instruction");
        _position += (int)count;
        return _data.AsSpan(_position - (int)count, (int)count);
    }

    private byte TakeByte() => Take(1)[0];

    private int TakeInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private string TakeText(long count) => StrictUtf8.GetString(Take(count));

    private string TakeLine()
    {
        var length = _data.AsSpan(_position).IndexOf((byte)'\n');
        var line = TakeText(length < 0 ? long.MaxValue : length);
        _position++;
        return line;
    }

    private object? Pop() => _stack.Count > (_marks.TryPeek(out var mark) ? mark : 0)
        ? _stack.Pop()
        : throw new FormatException($"its pickle takes a value that is not there at byte {_position}");

    private object? Peek()
    {
        var top = Pop();
        _stack.Push(top);
        return top;
    }

    private T Pop<T>() =>
        Pop() is T value
            ? value
            : throw new FormatException($"its pickle has no {typeof(T).Name} where one must be, at byte {_position}");

    private object?[] Pop(int count)
    {
        var items = new object?[count];
        while (count > 0)
            items[--count] = Pop();
        return items;
    }

    private object?[] PopMark()
    {
        if (_marks.Count == 0)
            throw new FormatException($"its pickle closes what it did not open at byte {_position}");
        var items = Pop(_stack.Count - _marks.Peek());
        _marks.Pop();
        return items;
    }

    private void Mark()
    {
        if (_marks.Count == DeepestNesting)
            throw new FormatException($"its pickle nests deeper than {DeepestNesting}");
        _marks.Push(_stack.Count);
    }

    private static Encoding StrictUtf8 { get; } = new UTF8Encoding(false, throwOnInvalidBytes: true);
}
