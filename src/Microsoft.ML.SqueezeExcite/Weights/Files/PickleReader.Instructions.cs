using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite;

internal sealed partial class PickleReader
{
    private const byte Stop = (byte)'.';

    /// <summary>The instructions that are followed, under the names that pickletools has for them.</summary>
    private static readonly Dictionary<byte, Action<PickleReader>> Instructions = new()
    {
        [0x80] = Protocol,
        [0x95] = reader => reader.Take(8), // FRAME: a length that nothing here needs

        [(byte)'N'] = reader => reader._stack.Push(null), // NONE
        [0x88] = reader => reader._stack.Push(true), // NEWTRUE
        [0x89] = reader => reader._stack.Push(false), // NEWFALSE
        [(byte)'J'] = reader => reader._stack.Push((long)reader.TakeInt32()), // BININT
        [(byte)'K'] = reader => reader._stack.Push((long)reader.TakeByte()), // BININT1
        [(byte)'M'] = reader => reader._stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(reader.Take(2))), // BININT2
        [0x8a] = reader => reader._stack.Push(LongInteger(reader.Take(reader.TakeByte()))), // LONG1
        [(byte)'G'] = reader => reader._stack.Push(BinaryPrimitives.ReadDoubleBigEndian(reader.Take(8))), // BINFLOAT
        [(byte)'X'] = reader => reader._stack.Push(reader.TakeText((uint)reader.TakeInt32())), // BINUNICODE
        [0x8c] = reader => reader._stack.Push(reader.TakeText(reader.TakeByte())), // SHORT_BINUNICODE

        [(byte)'('] = reader => reader.Mark(), // MARK
        [(byte)'}'] = reader => reader._stack.Push(new PickleDictionary()), // EMPTY_DICT
        [(byte)']'] = reader => reader._stack.Push(new List<object?>()), // EMPTY_LIST
        [(byte)')'] = reader => reader._stack.Push(new PickleTuple([])), // EMPTY_TUPLE
        [0x85] = reader => reader._stack.Push(new PickleTuple(reader.Pop(1))), // TUPLE1
        [0x86] = reader => reader._stack.Push(new PickleTuple(reader.Pop(2))), // TUPLE2
        [0x87] = reader => reader._stack.Push(new PickleTuple(reader.Pop(3))), // TUPLE3
        [(byte)'t'] = reader => reader._stack.Push(new PickleTuple(reader.PopMark())), // TUPLE
        [(byte)'s'] = reader => reader.SetItems(reader.Pop(2)), // SETITEM
        [(byte)'u'] = reader => reader.SetItems(reader.PopMark()), // SETITEMS
        [(byte)'a'] = reader => reader.Append(reader.Pop(1)), // APPEND
        [(byte)'e'] = reader => reader.Append(reader.PopMark()), // APPENDS

        [(byte)'q'] = reader => reader._memo[reader.TakeByte()] = reader.Peek(), // BINPUT
        [(byte)'r'] = reader => reader._memo[(uint)reader.TakeInt32()] = reader.Peek(), // LONG_BINPUT
        [0x94] = reader => reader._memo[reader._memo.Count] = reader.Peek(), // MEMOIZE
        [(byte)'h'] = reader => reader.Recall(reader.TakeByte()), // BINGET
        [(byte)'j'] = reader => reader.Recall((uint)reader.TakeInt32()), // LONG_BINGET

        [(byte)'c'] = reader => reader.PushGlobal(reader.TakeLine(), reader.TakeLine()), // GLOBAL
        [0x93] = StackGlobal,
        [(byte)'R'] = Reduce,
        [(byte)'b'] = Build,
        [(byte)'Q'] = reader => reader._stack.Push(Storage(reader.Pop<PickleTuple>())), // BINPERSID
    };

    /// <summary>Follows one instruction; false at the end of the pickle.</summary>
    private bool Execute(byte code)
    {
        if (code == Stop)
            return false;
        if (!Instructions.TryGetValue(code, out var instruction))
            throw new FormatException(
                $"its pickle has the instruction 0x{code:x2} at byte {_position - 1}, which no file of tensors needs: refused");
        instruction(this);
        return true;
    }

    private static void Protocol(PickleReader reader)
    {
        if (reader.TakeByte() is var version && version is < 2 or > 5)
            throw new FormatException($"its pickle must be of protocol 2 to 5, was {version}");
    }

    private static void StackGlobal(PickleReader reader)
    {
        var name = reader.Pop<string>();
        reader.PushGlobal(reader.Pop<string>(), name);
    }

    private static void Reduce(PickleReader reader)
    {
        var arguments = reader.Pop<PickleTuple>().Items;
        reader._stack.Push(PickleGlobals.Call(reader.Pop<PickleGlobal>(), arguments));
    }

    // A state dictionary carries versions of its modules as an attribute; nothing reads them here.
    private static void Build(PickleReader reader)
    {
        reader.Pop();
        if (reader.Peek() is not PickleDictionary)
            throw new FormatException("its pickle sets the state of an object that is not a dictionary");
    }

    private void Recall(long index) =>
        _stack.Push(
            _memo.TryGetValue(index, out var value)
                ? value
                : throw new FormatException($"its pickle recalls value {index}, which it never kept"));

    private void SetItems(object?[] items)
    {
        if (Peek() is not PickleDictionary dictionary || items.Length % 2 != 0)
            throw new FormatException($"its pickle sets items of what is not a dictionary at byte {_position}");
        foreach (var pair in items.Chunk(2))
            dictionary.Items.Add((pair[0], pair[1]));
    }

    private void Append(object?[] items)
    {
        if (Peek() is not List<object?> list)
            throw new FormatException($"its pickle appends to what is not a list at byte {_position}");
        list.AddRange(items);
    }

    private void PushGlobal(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        if (!PickleGlobals.Allows(global))
            throw new FormatException(
                $"its pickle names {global}, which no file of tensors needs: refused; save the model's state_dict() alone");
        _stack.Push(global);
    }

    // ('storage', class, key, location, number of elements)
    private static PickleStorage Storage(PickleTuple id) =>
        id.Items is ["storage", PickleGlobal global, string key, string, long count]
        && PickleGlobals.StorageType(global) is { } type
        && count >= 0
            ? new PickleStorage(type, key, count)
            : throw new FormatException("its pickle refers to something outside that is not a storage of a tensor");

    private static long LongInteger(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
            throw new FormatException($"its pickle has an integer of {bytes.Length} bytes, more than {sizeof(long)} are refused");
        var value = 0L;
        for (var i = bytes.Length - 1; i >= 0; i--)
            value = value << 8 | bytes[i];
        var unused = 64 - 8 * bytes.Length;
        return bytes.Length == 0 ? 0 : value << unused >> unused;
    }
}
