using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Reads the size that an encoded image declares, without decoding it: JPEG, PNG, BMP, GIF and WebP. What the decoder would
/// believe to its harm is read, too: places outside of the file, and frames that are larger than the image.
/// </summary>
internal static class ImageHeader
{
    /// <summary>Width and height in pixels; null where the format is not one of these or the header is cut off.</summary>
    public static (long Width, long Height)? Size(ReadOnlySpan<byte> encoded) =>
        encoded switch
        {
            [0xFF, 0xD8, 0xFF, ..] => Jpeg(encoded),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] when encoded.Length >= 24 => (
                BinaryPrimitives.ReadUInt32BigEndian(encoded[16..]),
                BinaryPrimitives.ReadUInt32BigEndian(encoded[20..])),
            [(byte)'B', (byte)'M', ..] when encoded.Length >= 26 => Bitmap(encoded),
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] when encoded.Length >= 13 => Gif(encoded),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..]
                when encoded.Length >= 30 => WebP(encoded),
            _ => null,
        };

    // A core header has 16-bit sizes; the others 32-bit ones, negative where rows come from the top. The decoder skips to the
    // pixels wherever they are said to be, and more than 2 GiB ahead ends the process.
    private static (long Width, long Height)? Bitmap(ReadOnlySpan<byte> encoded)
    {
        var (pixels, header) = (
            BinaryPrimitives.ReadUInt32LittleEndian(encoded[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(encoded[14..]));
        if (pixels > encoded.Length || header > encoded.Length)
            return null;
        return header == 12
            ? (BinaryPrimitives.ReadUInt16LittleEndian(encoded[18..]), BinaryPrimitives.ReadUInt16LittleEndian(encoded[20..]))
            : (
                Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(encoded[18..])),
                Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(encoded[22..])));
    }

    // The screen, or the first frame where that is larger: it follows the screen's colours and any extensions, each a chain of
    // blocks that ends with an empty one.
    private static (long Width, long Height)? Gif(ReadOnlySpan<byte> encoded)
    {
        var (width, height) = (
            BinaryPrimitives.ReadUInt16LittleEndian(encoded[6..]),
            BinaryPrimitives.ReadUInt16LittleEndian(encoded[8..]));
        var i = 13 + ((encoded[10] & 0x80) != 0 ? 3 << (encoded[10] & 7) + 1 : 0);
        while (i + 2 < encoded.Length && encoded[i] == 0x21)
        {
            for (i += 2; i < encoded.Length && encoded[i] != 0; i += encoded[i] + 1)
            {
            }

            i++;
        }

        if (i + 9 > encoded.Length || encoded[i] != 0x2C)
            return null;
        var (left, top) = (
            BinaryPrimitives.ReadUInt16LittleEndian(encoded[(i + 1)..]),
            BinaryPrimitives.ReadUInt16LittleEndian(encoded[(i + 3)..]));
        var (right, bottom) = (
            left + BinaryPrimitives.ReadUInt16LittleEndian(encoded[(i + 5)..]),
            top + BinaryPrimitives.ReadUInt16LittleEndian(encoded[(i + 7)..]));
        return (Math.Max((int)width, right), Math.Max((int)height, bottom));
    }

    // Segments are FF, marker, length; the first SOFn (C0 to CF without the tables C4, C8, CC) has the size.
    private static (long Width, long Height)? Jpeg(ReadOnlySpan<byte> encoded)
    {
        for (var i = 2; i + 9 <= encoded.Length;)
        {
            if (encoded[i] != 0xFF)
            {
                i++;
                continue;
            }

            var marker = encoded[i + 1];
            if (marker is 0xFF)
                i++;
            else if (marker is 0x00 or 0x01 or (>= 0xD0 and <= 0xD8))
                i += 2;
            else if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return (
                    BinaryPrimitives.ReadUInt16BigEndian(encoded[(i + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(encoded[(i + 5)..]));
            else
                i += 2 + BinaryPrimitives.ReadUInt16BigEndian(encoded[(i + 2)..]);
        }

        return null;
    }

    // VP8 (lossy) has 14-bit sizes, VP8L (lossless) 14-bit ones less one, VP8X (extended) 24-bit ones less one.
    private static (long Width, long Height)? WebP(ReadOnlySpan<byte> encoded)
    {
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(encoded[21..]);
        return encoded[15] switch
        {
            (byte)' ' => (
                BinaryPrimitives.ReadUInt16LittleEndian(encoded[26..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(encoded[28..]) & 0x3FFF),
            (byte)'L' => ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1),
            (byte)'X' => (Low24(encoded[24..]) + 1, Low24(encoded[27..]) + 1),
            _ => null,
        };
    }

    private static long Low24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
