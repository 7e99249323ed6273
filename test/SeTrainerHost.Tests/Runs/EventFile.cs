using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace SeTrainerHost.Tests.Runs;

/// <summary>
/// Reads TensorBoard's files from the description of their format: records of a length, its checksum, an Event, its checksum
/// (TFRecord, masked CRC-32C); of an Event what is asked for here (event.proto, summary.proto).
/// </summary>
internal static class EventFile
{
    public static IReadOnlyList<Event> Read(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        var events = new List<Event>();
        while (!bytes.IsEmpty)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            Assert.Equal(Checksum(bytes[..8]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]));
            var data = bytes.Slice(12, length);
            Assert.Equal(Checksum(data), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(12 + length)..]));
            if (ReadEvent(data.ToArray()) is { Tag: not "" } read)
                events.Add(read);
            bytes = bytes[(16 + length)..];
        }

        return events;
    }

    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        foreach (var value in data)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + 0xa282ead8;
    }

    // Event: wall_time = 1, step = 2, summary = 5. Summary: value = 1.
    private static Event ReadEvent(byte[] data)
    {
        var result = new Event();
        foreach (var (field, input) in Fields(data))
            _ = field switch
            {
                1 => result.Seconds = input.ReadDouble(),
                2 => result.Step = (int)input.ReadInt64(),
                5 => Summary(result, input.ReadBytes().ToByteArray()),
                _ => Skip(input),
            };
        return result;
    }

    // Value: tag = 1, simple_value = 2, image = 4, histo = 5. Image: encoded_image_string = 4.
    private static int Summary(Event result, byte[] data)
    {
        foreach (var (_, summary) in Fields(data))
            foreach (var (field, input) in Fields(summary.ReadBytes().ToByteArray()))
                switch (field)
                {
                    case 1:
                        result.Tag = input.ReadString();
                        break;
                    case 2:
                        result.Scalar = input.ReadFloat();
                        break;
                    case 4:
                        foreach (var (part, image) in Fields(input.ReadBytes().ToByteArray()))
                            result.Picture = part == 4 ? image.ReadBytes().ToByteArray() : Ignore(image, result.Picture);
                        break;
                    case 5:
                        result.Histogram = Histogram(input.ReadBytes().ToByteArray());
                        break;
                    default:
                        input.SkipLastField();
                        break;
                }
        return 0;
    }

    // min = 1, max = 2, num = 3, sum = 4.
    private static (double Min, double Max, double Count, double Sum) Histogram(byte[] data)
    {
        var values = new double[5];
        foreach (var (field, input) in Fields(data))
            if (field <= 4)
                values[field] = input.ReadDouble();
            else
                input.SkipLastField();
        return (values[1], values[2], values[3], values[4]);
    }

    private static IEnumerable<(int Field, CodedInputStream Input)> Fields(byte[] data)
    {
        var input = new CodedInputStream(data);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
            yield return (WireFormat.GetTagFieldNumber(tag), input);
    }

    private static int Skip(CodedInputStream input)
    {
        input.SkipLastField();
        return 0;
    }

    private static byte[]? Ignore(CodedInputStream input, byte[]? value)
    {
        input.SkipLastField();
        return value;
    }

    /// <summary>An Event with one value.</summary>
    internal sealed class Event
    {
        public double Seconds { get; set; }

        public int Step { get; set; }

        public string Tag { get; set; } = "";

        public float? Scalar { get; set; }

        public byte[]? Picture { get; set; }

        public (double Min, double Max, double Count, double Sum)? Histogram { get; set; }
    }
}
