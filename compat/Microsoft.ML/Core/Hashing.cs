using System.Numerics;

namespace Microsoft.ML;

/// <summary>MurmurHash3 (x86, 32 bits), with ML.NET's own way of turning text to bytes.</summary>
internal static class Hashing
{
    public static uint MurmurRound(uint hash, uint chunk)
    {
        hash ^= BitOperations.RotateLeft(chunk * 0xCC9E2D51, 15) * 0x1B873593;
        return (BitOperations.RotateLeft(hash, 13) * 5) + 0xE6546B64;
    }

    public static uint MixHash(uint hash, int length)
    {
        hash ^= (uint)length;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    /// <summary>
    /// UTF-8 for ASCII. Beyond it the bytes are put in order together with those still pending before them, which
    /// scrambles these; stored models depend on exactly that.
    /// </summary>
    public static uint MurmurHash(uint hash, ReadOnlySpan<char> text)
    {
        ulong pending = 0;
        int bits = 0;
        int length = 0;
        foreach (uint c in text)
        {
            if (c <= 0x7F)
            {
                pending |= (ulong)c << bits;
                bits += 8;
            }
            else if (c <= 0x7FF)
            {
                pending |= (ulong)((c & 0x3F) | ((c << 2) & 0x1F00) | 0xC080) << bits;
                pending = ((pending & 0xFF) << 8) | (pending >> 8);
                bits += 16;
            }
            else
            {
                pending |= (ulong)((c & 0x3F) | ((c << 2) & 0x3F00) | ((c << 4) & 0x0F0000) | 0xE08080) << bits;
                pending = ((pending & 0xFF) << 16) | (((pending >> 8) & 0xFF) << 8) | (pending >> 16);
                bits += 24;
            }

            if (bits >= 32)
            {
                hash = MurmurRound(hash, (uint)pending);
                pending >>= 32;
                bits -= 32;
                length += 4;
            }
        }

        length += bits / 8;
        uint tail = (uint)pending & ((1u << (8 * (length & 3))) - 1);
        if ((length & 3) != 0)
            hash ^= BitOperations.RotateLeft(tail * 0xCC9E2D51, 15) * 0x1B873593;
        return MixHash(hash, length);
    }
}
