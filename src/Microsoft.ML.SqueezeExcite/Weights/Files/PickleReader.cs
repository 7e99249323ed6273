using System.Buffers.Binary;
using System.Text;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Reads the pickle of a PyTorch checkpoint: dictionaries, lists, tuples, text, numbers and tensors, by the instructions of
/// pickle protocols 2 to 5 that those need (Python's pickletools documents them). Objects of other classes are passed over; see
/// <see cref="PickleGlobals"/>. Everything else is refused by name.
/// </summary>
internal sealed partial class PickleReader
{
    /// <summary>The longest pickle that is read: names, sizes and settings, without the elements of tensors.</summary>
    public const int Longest = 16 << 20;

    /// <summary>How deep containers that are being filled may nest.</summary>
    private const int DeepestNesting = 64;

    /// <summary>How many values may wait for their container.</summary>
    private const int LongestStack = 1 << 20;

    /// <summary>How many containers, and how many kept values, the shortest pickle may have; a longer one has more.</summary>
    private const int FewestMade = 1000;

    /// <summary>The bytes of a pickle for each further one.</summary>
    private const int BytesOfOne = 4;

    private readonly Stream _data;
    private readonly long _start;
    private readonly long _end;
    private readonly Stack<object?> _stack = new();
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];
    private readonly Dictionary<string, PickleStorage> _storages = [];
    private readonly SortedSet<string> _skipped = new(StringComparer.Ordinal);
    private long _containers;

    private PickleReader(Stream data, long end) => (_data, _start, _end) = (data, data.Position, end);

    /// <summary>Reads a whole pickle; the stream is behind it then.</summary>
    /// <param name="data">A stream that can seek.</param>
    /// <exception cref="FormatException">
    /// It holds anything but tensors and plain values, or is damaged; the message names the instruction or the class.
    /// </exception>
    public static Pickle Read(Stream data)
    {
        var reader = new PickleReader(data, Math.Min(data.Length, data.Position + Longest));
        try
        {
            while (reader.Execute(reader.TakeByte()))
            {
            }

            return new Pickle(reader.Pop(), reader._storages, reader._skipped);
        }
        catch (DecoderFallbackException e)
        {
            throw new FormatException($"its pickle has text that is not UTF-8 at byte {reader.Position}", e);
        }
    }

    private long Position => _data.Position - _start;

    private void Need(long count)
    {
        if (count < 0 || count > _end - _data.Position)
            throw new FormatException(
                _end < _data.Length
                    ? $"its pickle has more than the {Longest} bytes that are allowed"
                    : $"its pickle ends at byte {_end - _start}, in the middle of an instruction");
    }

    private ReadOnlySpan<byte> Take(long count)
    {
        Need(count);
        var bytes = new byte[count];
        _data.ReadExactly(bytes);
        return bytes;
    }

    private void Skip(long count)
    {
        Need(count);
        _data.Position += count;
    }

    private byte TakeByte()
    {
        Need(1);
        return (byte)_data.ReadByte();
    }

    private ushort TakeUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    private int TakeInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private uint TakeUInt32() => (uint)TakeInt32();

    private long TakeInt64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    private string TakeText(long count) => StrictUtf8.GetString(Take(count));

    private string TakeLine()
    {
        const int Longest = 1000;
        var line = new List<byte>();
        for (var next = TakeByte(); next != '\n'; next = TakeByte())
        {
            if (line.Count == Longest)
                throw new FormatException($"its pickle has a name of more than {Longest} bytes at byte {Position}");
            line.Add(next);
        }

        return StrictUtf8.GetString([.. line]);
    }

    private void Push(object? value)
    {
        if (_stack.Count == LongestStack)
            throw new FormatException($"its pickle has more than {LongestStack} values in one container");
        _stack.Push(value);
    }

    /// <summary>
    /// Pushes what takes more memory than its instruction. A pickle takes bytes for what it fills its containers with; one that
    /// has hardly any is made to fill the memory.
    /// </summary>
    private void PushMade(object value)
    {
        CheckCount(++_containers, "containers");
        if (value is PickleObject skipped)
            _skipped.Add($"{skipped.Type}");
        Push(value);
    }

    private void Keep(long index)
    {
        _memo[index] = Peek();
        CheckCount(_memo.Count, "kept values");
    }

    private void CheckCount(long count, string what)
    {
        if (count > FewestMade + Position / BytesOfOne)
            throw new FormatException($"its pickle has {count} {what} in {Position} bytes, more than files of tensors have");
    }

    private object? Pop() => _stack.Count > (_marks.TryPeek(out var mark) ? mark : 0)
        ? _stack.Pop()
        : throw new FormatException($"its pickle takes a value that is not there at byte {Position}");

    private object? Peek()
    {
        var top = Pop();
        _stack.Push(top);
        return top;
    }

    private T Pop<T>() =>
        Pop() is T value
            ? value
            : throw new FormatException($"its pickle has no {typeof(T).Name} where one must be, at byte {Position}");

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
            throw new FormatException($"its pickle closes what it did not open at byte {Position}");
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
