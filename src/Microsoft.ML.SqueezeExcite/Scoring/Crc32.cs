using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The checksum of zip entries (CRC-32, ISO 3309), eight bytes at a time. .NET reads a zip without looking at it.</summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[][] Tables = MakeTables();

    /// <summary>The checksum of bytes, or of those before and these.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The checksum of the bytes before.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        var (t4, t5, t6, t7) = (Tables[4], Tables[5], Tables[6], Tables[7]);
        var crc = ~before;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[low >> 24]
                ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[high >> 24];
        }

        foreach (var value in bytes)
            crc = crc >> 8 ^ t0[(byte)(crc ^ value)];
        return ~crc;
    }

    // Table k holds what a byte does to the checksum when k bytes follow it.
    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        tables[0] = [.. Enumerable.Range(0, 256).Select(i => Enumerable.Range(0, 8).Aggregate((uint)i, (crc, _) => crc >> 1 ^ (crc & 1) * Polynomial))];
        for (var k = 1; k < tables.Length; k++)
        {
            var previous = tables[k - 1];
            tables[k] = Array.ConvertAll(previous, crc => crc >> 8 ^ tables[0][(byte)crc]);
        }

        return tables;
    }
}
