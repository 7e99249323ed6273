using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A tensor to be written: its elements are asked for when their turn comes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What its elements are.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Write">Writes the elements, row-major, little-endian.</param>
internal sealed record TensorSource(string Name, ElementType Type, IReadOnlyList<long> Shape, Action<Stream> Write)
{
    /// <summary>A tensor in memory.</summary>
    public static TensorSource Of(string name, TensorData weights) => new(
        name,
        ElementType.F32,
        [.. weights.Shape.Select(size => (long)size)],
        stream => stream.Write(MemoryMarshal.AsBytes<float>(weights.Values)));
}

/// <summary>
/// Writes safetensors files to any stream, one tensor after the other, so that they need not be in memory together.
/// </summary>
internal static class SafetensorsWriter
{
    // The data starts at a multiple of this, so that elements in memory are aligned.
    private const int Alignment = 8;

    /// <summary>Writes a file.</summary>
    /// <exception cref="ArgumentException">Two tensors share a name, or a shape is invalid.</exception>
    /// <exception cref="InvalidOperationException">A tensor wrote another number of bytes than its shape takes.</exception>
    public static void Write(
        Stream stream,
        IReadOnlyList<TensorSource> tensors,
        IReadOnlyDictionary<string, string>? metadata = null)
    {
        var header = Header(tensors, metadata ?? new Dictionary<string, string>());
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        var counted = new CountingStream(stream);
        foreach (var tensor in tensors)
        {
            var end = counted.Position + StoredTensor.BytesOf(tensor.Type, tensor.Shape);
            tensor.Write(counted);
            if (counted.Position != end)
                throw new InvalidOperationException(
                    $"tensor '{tensor.Name}' wrote up to byte {counted.Position}, its shape [{string.Join(", ", tensor.Shape)}] "
                    + $"ends at {end}");
        }
    }

    private static byte[] Header(IReadOnlyList<TensorSource> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        if (
            tensors.Select(tensor => tensor.Name)
                .Append(SafetensorsHeader.MetadataKey)
                .CountBy(name => name)
                .FirstOrDefault(pair => pair.Value > 1) is
            { Key: { } twice })
            throw new ArgumentException($"the name '{twice}' is taken", nameof(tensors));
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata.Count > 0)
                WriteMetadata(json, metadata);
            var position = 0L;
            foreach (var tensor in tensors)
                position = WriteTensor(json, tensor, position);
            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafetensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static long WriteTensor(Utf8JsonWriter json, TensorSource tensor, long begin)
    {
        var bytes =
            StoredTensor.BytesOf(tensor.Type, tensor.Shape)
            ?? throw new ArgumentException(
                $"tensor '{tensor.Name}' cannot have the shape [{string.Join(", ", tensor.Shape)}]",
                nameof(tensor));
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.ToString());
        json.WriteStartArray("shape");
        foreach (var size in tensor.Shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(begin + bytes);
        json.WriteEndArray();
        json.WriteEndObject();
        return begin + bytes;
    }
}
