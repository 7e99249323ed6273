using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite;

internal sealed partial class PickleReader
{
    private const byte Stop = (byte)'.';

    // Values that a pickle has in one or two bytes are made once.
    private static readonly object[] Small = [.. Enumerable.Range(0, 256).Select(value => (object)(long)value)];
    private static readonly object True = true;
    private static readonly object False = false;
    private static readonly PickleGlobal Set = new("builtins", "set");

    /// <summary>The instructions that are followed, under the names that pickletools has for them.</summary>
    private static readonly Dictionary<byte, Action<PickleReader>> Instructions = new()
    {
        [0x80] = Protocol,
        [0x95] = reader => reader.Skip(8), // FRAME: a length that nothing here needs

        [(byte)'N'] = reader => reader.Push(null), // NONE
        [0x88] = reader => reader.Push(True), // NEWTRUE
        [0x89] = reader => reader.Push(False), // NEWFALSE
        [(byte)'J'] = reader => reader.Push((long)reader.TakeInt32()), // BININT
        [(byte)'K'] = reader => reader.Push(Small[reader.TakeByte()]), // BININT1
        [(byte)'M'] = reader => reader.Push((long)reader.TakeUInt16()), // BININT2
        [0x8a] = reader => reader.Push(LongInteger(reader.Take(reader.TakeByte()))), // LONG1
        [(byte)'G'] = reader => reader.Push(BinaryPrimitives.ReadDoubleBigEndian(reader.Take(8))), // BINFLOAT
        [(byte)'X'] = reader => reader.Push(reader.TakeText(reader.TakeUInt32())), // BINUNICODE
        [0x8c] = reader => reader.Push(reader.TakeText(reader.TakeByte())), // SHORT_BINUNICODE
        [0x8d] = reader => reader.Push(reader.TakeText(reader.TakeInt64())), // BINUNICODE8
        [(byte)'T'] = reader => reader.Push(reader.TakeText(reader.TakeUInt32())), // BINSTRING: the text of Python 2
        [(byte)'U'] = reader => reader.Push(reader.TakeText(reader.TakeByte())), // SHORT_BINSTRING
        [(byte)'B'] = reader => reader.PassOver(reader.TakeUInt32()), // BINBYTES
        [(byte)'C'] = reader => reader.PassOver(reader.TakeByte()), // SHORT_BINBYTES
        [0x8e] = reader => reader.PassOver(reader.TakeInt64()), // BINBYTES8
        [0x96] = reader => reader.PassOver(reader.TakeInt64()), // BYTEARRAY8

        [(byte)'('] = reader => reader.Mark(), // MARK
        [(byte)'0'] = reader => reader.Pop(), // POP
        [(byte)'1'] = reader => reader.PopMark(), // POP_MARK
        [(byte)'}'] = reader => reader.PushMade(new PickleDictionary()), // EMPTY_DICT
        [(byte)']'] = reader => reader.PushMade(new List<object?>()), // EMPTY_LIST
        [0x8f] = reader => reader.PushMade(new PickleObject(Set)), // EMPTY_SET
        [0x91] = FrozenSet,
        [(byte)')'] = reader => reader.Push(PickleTuple.Empty), // EMPTY_TUPLE
        [0x85] = reader => reader.PushMade(new PickleTuple(reader.Pop(1))), // TUPLE1
        [0x86] = reader => reader.PushMade(new PickleTuple(reader.Pop(2))), // TUPLE2
        [0x87] = reader => reader.PushMade(new PickleTuple(reader.Pop(3))), // TUPLE3
        [(byte)'t'] = reader => reader.PushMade(new PickleTuple(reader.PopMark())), // TUPLE
        [(byte)'s'] = reader => reader.SetItems(reader.Pop(2)), // SETITEM
        [(byte)'u'] = reader => reader.SetItems(reader.PopMark()), // SETITEMS
        [(byte)'a'] = reader => reader.Append(reader.Pop(1)), // APPEND
        [(byte)'e'] = reader => reader.Append(reader.PopMark()), // APPENDS
        [0x90] = reader => reader.Append(reader.PopMark()), // ADDITEMS

        [(byte)'q'] = reader => reader.Keep(reader.TakeByte()), // BINPUT
        [(byte)'r'] = reader => reader.Keep(reader.TakeUInt32()), // LONG_BINPUT
        [0x94] = reader => reader.Keep(reader._memo.Count), // MEMOIZE
        [(byte)'h'] = reader => reader.Recall(reader.TakeByte()), // BINGET
        [(byte)'j'] = reader => reader.Recall(reader.TakeUInt32()), // LONG_BINGET

        [(byte)'c'] = reader => reader.PushGlobal(reader.TakeLine(), reader.TakeLine()), // GLOBAL
        [0x93] = StackGlobal,
        [(byte)'R'] = Reduce,
        [0x81] = reader => reader.NewObject(0x81, arguments: 1), // NEWOBJ
        [0x92] = reader => reader.NewObject(0x92, arguments: 2), // NEWOBJ_EX
        [(byte)'b'] = Build,
        [(byte)'Q'] = reader => reader.Push(reader.Storage(reader.Pop<PickleTuple>())), // BINPERSID
    };

    /// <summary>Follows one instruction; false at the end of the pickle.</summary>
    private bool Execute(byte code)
    {
        if (code == Stop)
            return false;
        if (!Instructions.TryGetValue(code, out var instruction))
            throw new FormatException(
                $"its pickle has the instruction 0x{code:x2} at byte {Position - 1}, which no file of tensors needs: refused");
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
        reader.PushMade(PickleGlobals.Call(reader.Pop<PickleGlobal>(), arguments));
    }

    private void NewObject(byte code, int arguments)
    {
        Pop(arguments);
        var type = Pop<PickleGlobal>();
        if (PickleGlobals.IsKnown(type))
            throw new FormatException($"its pickle has the instruction 0x{code:x2} for {type}, which is not made so: refused");
        PushMade(PickleGlobals.Call(type, []));
    }

    private static void FrozenSet(PickleReader reader)
    {
        reader.PopMark();
        reader.PushMade(new PickleObject(Set));
    }

    // Bytes are of images, random generators and arrays of numpy; no tensor of a state dictionary is.
    private void PassOver(long count)
    {
        Skip(count);
        Push(null);
    }

    // A state dictionary carries versions of its modules as an attribute; nothing reads them here.
    private static void Build(PickleReader reader)
    {
        reader.Pop();
        if (reader.Peek() is not PickleDictionary)
            throw new FormatException("its pickle sets the state of an object that is not a dictionary");
    }

    private void Recall(long index) =>
        Push(
            _memo.TryGetValue(index, out var value)
                ? value
                : throw new FormatException($"its pickle recalls value {index}, which it never kept"));

    private void SetItems(object?[] items)
    {
        if (Peek() is not PickleDictionary dictionary || items.Length % 2 != 0)
            throw new FormatException($"its pickle sets items of what is not a dictionary at byte {Position}");
        for (var i = 0; i < items.Length; i += 2)
            dictionary.Add(items[i], items[i + 1]);
    }

    private void Append(object?[] items)
    {
        switch (Peek())
        {
            case List<object?> list:
                list.AddRange(items);
                break;
            case PickleObject:
                break;
            default:
                throw new FormatException($"its pickle appends to what is not a list at byte {Position}");
        }
    }

    private void PushGlobal(string module, string name)
    {
        var global = new PickleGlobal(module, name);
        if (!PickleGlobals.Allows(global))
            throw new FormatException(
                $"its pickle names {global}, which no file of tensors needs: refused; save the model's state_dict() alone");
        PushMade(global);
    }

    // ('storage', class, key, location, number of elements[, the part that is meant: (key, first element, number)])
    private PickleStorage Storage(PickleTuple id)
    {
        if (
            id.Items is not ["storage", PickleGlobal global, string key, string, long count, .. var part]
            || PickleGlobals.StorageType(global) is not { } type
            || count < 0)
            throw new FormatException(
                "its pickle refers to something outside that is not a storage of a tensor: "
                + string.Join(", ", id.Items.Take(5).Select(item => item is PickleGlobal or string or long ? $"{item}" : "?")));
        var storage = new PickleStorage(type, key, count);
        if (!_storages.TryAdd(key, storage) && _storages[key] != storage)
            throw new FormatException($"its pickle has two storages '{key}' of different types or lengths");
        return part switch
        {
            [] or [null] => _storages[key],
            [PickleTuple { Items: [string, long first, long length] }]
                when first >= 0 && length >= 0 && length <= count && first <= count - length => storage with { First = first },
            _ => throw new FormatException($"its pickle has a part of storage '{key}' that does not lie in it"),
        };
    }

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
