using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The checksum of zip entries (CRC-32, ISO 3309): sixteen bytes at a time where the processor multiplies without carries, else
/// eight. .NET reads a zip without looking at it, and System.IO.Hashing is compiled too slowly for the first score
/// (docs/decisions/0007-scoring.md).
/// </summary>
internal static class Crc32
{
    private const uint Polynomial = 0xEDB88320;
    private const int Block = 16;

    private static readonly uint[][] Tables = MakeTables();

    // What a block's two halves become 128 bits further on: x^160 and x^96 modulo the polynomial, bits reversed.
    private static readonly Vector128<long> Folding = Vector128.Create(0x1_7519_97D0, 0xCCAA_009E);

    /// <summary>The checksum of bytes, or of those before and these.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="before">The checksum of the bytes before.</param>
    public static uint Of(ReadOnlySpan<byte> bytes, uint before = 0)
    {
        if (!Pclmulqdq.IsSupported || bytes.Length < Block)
            return ~Remainder(bytes, ~before);
        var blocks = MemoryMarshal.Cast<byte, Vector128<long>>(bytes);
        Span<Vector128<long>> folded = [Fold(blocks, ~before)];
        return ~Remainder(bytes[(blocks.Length * Block)..], Remainder(MemoryMarshal.AsBytes(folded), 0));
    }

    // A block of the same remainder as all of them: each is carried on to the next by a multiplication without carries.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector128<long> Fold(ReadOnlySpan<Vector128<long>> blocks, uint crc)
    {
        var folded = blocks[0] ^ Vector128.CreateScalar((long)crc);
        foreach (var block in blocks[1..])
        {
            var low = Pclmulqdq.CarrylessMultiply(folded, Folding, 0x00);
            folded = low ^ Pclmulqdq.CarrylessMultiply(folded, Folding, 0x11) ^ block;
        }

        return folded;
    }

    private static uint Remainder(ReadOnlySpan<byte> bytes, uint crc)
    {
        var (t0, t1, t2, t3) = (Tables[0], Tables[1], Tables[2], Tables[3]);
        var (t4, t5, t6, t7) = (Tables[4], Tables[5], Tables[6], Tables[7]);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t7[(byte)low] ^ t6[(byte)(low >> 8)] ^ t5[(byte)(low >> 16)] ^ t4[low >> 24]
                ^ t3[(byte)high] ^ t2[(byte)(high >> 8)] ^ t1[(byte)(high >> 16)] ^ t0[high >> 24];
        }

        foreach (var value in bytes)
            crc = crc >> 8 ^ t0[(byte)(crc ^ value)];
        return crc;
    }

    // What is left of a value after so many bits.
    private static uint Divided(uint value, int bits) =>
        Enumerable.Range(0, bits).Aggregate(value, (crc, _) => crc >> 1 ^ (crc & 1) * Polynomial);

    // Table k holds what a byte does to the checksum when k bytes follow it.
    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        tables[0] = [.. Enumerable.Range(0, 256).Select(i => Divided((uint)i, 8))];
        for (var k = 1; k < tables.Length; k++)
        {
            var previous = tables[k - 1];
            tables[k] = Array.ConvertAll(previous, crc => crc >> 8 ^ tables[0][(byte)crc]);
        }

        return tables;
    }
}
