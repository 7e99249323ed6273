using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite;

internal sealed partial class PickleReader
{
    /// <summary>Executes one instruction; false at the end of the pickle.</summary>
    private bool Execute(byte code)
    {
        switch (code)
        {
            case (byte)'.':
                return false;
            case 0x80:
                if (Take(1)[0] is < 2 or > 5)
                    throw new FormatException($"its pickle must be of protocol 2 to 5, was {_data[_position - 1]}");
                break;
            case 0x95:
                Take(8);
                break;
            case (byte)'(':
                Mark();
                break;
            case (byte)'R':
                var arguments = Pop<PickleTuple>().Items;
                _stack.Push(PickleGlobals.Call(Pop<PickleGlobal>(), arguments));
                break;
            case (byte)'b':
                // A state dictionary carries versions of its modules as an attribute; nothing reads them here.
                Pop();
                if (Peek() is not PickleDictionary)
                    throw new FormatException("its pickle sets the state of an object that is no dictionary");
                break;
            default:
                if (!Constant(code) && !Container(code) && !Memo(code))
                    throw new FormatException($"its pickle has the instruction 0x{code:x2} at byte {_position - 1}, which no file of tensors needs: refused");
                break;
        }

        return true;
    }

    private bool Constant(byte code)
    {
        object? value;
        switch (code)
        {
            case (byte)'N':
                value = null;
                break;
            case 0x88 or 0x89:
                value = code == 0x88;
                break;
            case (byte)'J':
                value = (long)TakeInt32();
                break;
            case (byte)'K':
                value = (long)Take(1)[0];
                break;
            case (byte)'M':
                value = (long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2));
                break;
            case 0x8a:
                value = LongInteger(Take(Take(1)[0]));
                break;
            case (byte)'G':
                value = BinaryPrimitives.ReadDoubleBigEndian(Take(8));
                break;
            case (byte)'X':
                value = TakeText((uint)TakeInt32());
                break;
            case 0x8c:
                value = TakeText(Take(1)[0]);
                break;
            case (byte)'c':
                var module = TakeLine();
                value = Global(module, TakeLine());
                break;
            case 0x93:
                var name = Pop<string>();
                value = Global(Pop<string>(), name);
                break;
            case (byte)'Q':
                value = Storage(Pop<PickleTuple>());
                break;
            default:
                return false;
        }

        _stack.Push(value);
        return true;
    }

    private bool Container(byte code)
    {
        switch (code)
        {
            case (byte)'}':
                _stack.Push(new PickleDictionary());
                break;
            case (byte)']':
                _stack.Push(new List<object?>());
                break;
            case (byte)')':
                _stack.Push(new PickleTuple([]));
                break;
            case 0x85 or 0x86 or 0x87:
                _stack.Push(new PickleTuple(Pop(code - 0x84)));
                break;
            case (byte)'t':
                _stack.Push(new PickleTuple(PopMark()));
                break;
            case (byte)'s':
                SetItems(Pop(2));
                break;
            case (byte)'u':
                SetItems(PopMark());
                break;
            case (byte)'a':
                Append(Pop(1));
                break;
            case (byte)'e':
                Append(PopMark());
                break;
            default:
                return false;
        }

        return true;
    }

    private bool Memo(byte code)
    {
        switch (code)
        {
            case (byte)'q':
                _memo[Take(1)[0]] = Peek();
                break;
            case (byte)'r':
                _memo[(uint)TakeInt32()] = Peek();
                break;
            case 0x94:
                _memo[_memo.Count] = Peek();
                break;
            case (byte)'h':
                _stack.Push(Recall(Take(1)[0]));
                break;
            case (byte)'j':
                _stack.Push(Recall((uint)TakeInt32()));
                break;
            default:
                return false;
        }

        return true;
    }

    private object? Recall(long index) =>
        _memo.TryGetValue(index, out var value) ? value : throw new FormatException($"its pickle recalls value {index}, which it never kept");

    private void SetItems(object?[] items)
    {
        if (Peek() is not PickleDictionary dictionary || items.Length % 2 != 0)
            throw new FormatException($"its pickle sets items of what is no dictionary at byte {_position}");
        foreach (var pair in items.Chunk(2))
            dictionary.Items.Add((pair[0], pair[1]));
    }

    private void Append(object?[] items)
    {
        if (Peek() is not List<object?> list)
            throw new FormatException($"its pickle appends to what is no list at byte {_position}");
        list.AddRange(items);
    }

    private static PickleGlobal Global(string module, string name) => new PickleGlobal(module, name) is var global && PickleGlobals.Allows(global)
        ? global
        : throw new FormatException($"its pickle names {global}, which no file of tensors needs: refused; save the model's state_dict() alone");

    // ('storage', class, key, location, number of elements)
    private static PickleStorage Storage(PickleTuple id) =>
        id.Items is ["storage", PickleGlobal global, string key, string, long count] && PickleGlobals.StorageType(global) is { } type && count >= 0
            ? new PickleStorage(type, key, count)
            : throw new FormatException("its pickle refers to something outside that is no storage of a tensor");

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
