using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The weights of an ONNX model, held against their sizes without being read: ONNX Runtime takes memory for the sizes that a
/// tensor declares.
/// </summary>
internal static class OnnxInitializers
{
    // Fields of ModelProto, GraphProto and TensorProto (onnx.proto).
    private const int Graph = 7;
    private const int Initializer = 5;
    private const int Dimensions = 1;
    private const int Name = 8;
    private const int ExternalData = 13;
    private const int DataLocation = 14;

    // The values of each type have a field of their own, and any type may be raw.
    private static readonly int[] Values = [4, 5, 6, 7, 9, 10, 11];

    /// <summary>Checks that each tensor has a byte or more of the file for each of its elements.</summary>
    /// <exception cref="InvalidDataException">One has not; or a message is cut.</exception>
    public static void Check(ReadOnlySpan<byte> onnx)
    {
        for (var model = new Fields(onnx); model.Next();)
        {
            if (model.Number != Graph)
                continue;
            for (var graph = new Fields(model.Bytes); graph.Next();)
                if (graph.Number == Initializer)
                    CheckTensor(graph.Bytes);
        }
    }

    private static void CheckTensor(ReadOnlySpan<byte> tensor)
    {
        var (name, bytes, elements) = ("", 0L, (Int128)1);
        for (var fields = new Fields(tensor); fields.Next();)
        {
            if (fields.Number == Name)
                name = System.Text.Encoding.UTF8.GetString(fields.Bytes);
            else if (fields.Number == Dimensions)
                elements = Times(elements, ref fields);
            else if (fields.Number is ExternalData or DataLocation && (fields.Value != 0 || !fields.Bytes.IsEmpty))
                throw new InvalidDataException("the ONNX model has weights in another file");
            else if (Values.Contains(fields.Number))
                bytes += fields.Bytes.IsEmpty ? sizeof(ulong) : fields.Bytes.Length;
        }

        if (elements > bytes)
            throw new InvalidDataException(
                $"the ONNX model's tensor '{name}' has {bytes} bytes for the elements of its sizes, which are more");
    }

    // Sizes are packed into one field, or are a field each. A product beyond counting stays beyond.
    private static Int128 Times(Int128 elements, ref Fields fields)
    {
        if (fields.Bytes.IsEmpty)
            return Times(elements, fields.Value);
        for (var packed = new Fields(fields.Bytes); packed.NextVarint();)
            elements = Times(elements, packed.Value);
        return elements;
    }

    private static Int128 Times(Int128 elements, ulong size) =>
        Int128.Min(elements, long.MaxValue) * Math.Min(size, long.MaxValue);

    /// <summary>The fields of a protobuf message, one after the other.</summary>
    private ref struct Fields(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public int Number { get; private set; }

        /// <summary>The value of a field that is a number.</summary>
        public ulong Value { get; private set; }

        /// <summary>The content of a field that is a message, text or a list.</summary>
        public ReadOnlySpan<byte> Bytes { get; private set; }

        public bool Next()
        {
            if (_rest.IsEmpty)
                return false;
            var tag = Varint();
            Number = (int)(tag >> 3);
            Value = 0;
            Bytes = [];
            switch (tag & 7)
            {
                case 0:
                    Value = Varint();
                    break;
                case 1:
                    Value = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                    break;
                case 2:
                    Bytes = Take(Varint());
                    break;
                case 5:
                    Value = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                    break;
                default:
                    throw new InvalidDataException($"the ONNX model has a field of the kind {tag & 7}");
            }

            return true;
        }

        public bool NextVarint()
        {
            if (_rest.IsEmpty)
                return false;
            Value = Varint();
            return true;
        }

        private ulong Varint()
        {
            var value = 0UL;
            for (var shift = 0; shift < 64; shift += 7)
            {
                var next = Take(1)[0];
                value |= (ulong)(next & 0x7f) << shift;
                if (next < 0x80)
                    return value;
            }

            throw new InvalidDataException("the ONNX model has a number of more than ten bytes");
        }

        private ReadOnlySpan<byte> Take(ulong count)
        {
            if (count > (ulong)_rest.Length)
                throw new InvalidDataException("the ONNX model ends in the middle of a field");
            var taken = _rest[..(int)count];
            _rest = _rest[(int)count..];
            return taken;
        }
    }
}
