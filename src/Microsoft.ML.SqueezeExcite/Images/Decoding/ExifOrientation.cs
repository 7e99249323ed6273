using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Finds the orientation in the EXIF data of a JPEG, PNG or WebP file (EXIF 2.32). What is not well-formed counts as upright, as
/// viewers have it.
/// </summary>
internal static class ExifOrientation
{
    /// <summary>The orientation of an image that is stored as it is to be seen.</summary>
    public const int Upright = 1;

    private const int OrientationTag = 0x0112;
    private const int ShortType = 3;
    private const int EntrySize = 12;

    /// <summary>The orientation, from 1 to 8.</summary>
    public static int Of(ReadOnlySpan<byte> file)
    {
        var exif = file switch
        {
            [0xFF, 0xD8, 0xFF, ..] => InJpeg(file),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => InPng(file),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => InWebP(file),
            _ => [],
        };
        return InTiff(exif) is >= 1 and <= 8 and var orientation ? orientation : Upright;
    }

    // Segments of a marker and a big-endian length, which counts itself. After SOS (DA) come the pixels.
    private static ReadOnlySpan<byte> InJpeg(ReadOnlySpan<byte> file)
    {
        for (var rest = file[2..]; rest is [0xFF, not 0xDA, ..];)
        {
            // A marker may be preceded by any number of fill bytes.
            if (rest is [_, 0xFF, ..])
            {
                rest = rest[1..];
                continue;
            }

            if (
                rest.Length < 4
                || BinaryPrimitives.ReadUInt16BigEndian(rest[2..]) is var length && (length < 2 || length + 2 > rest.Length))
                return [];
            var content = rest[4..(length + 2)];
            if (rest[1] == 0xE1 && content.StartsWith("Exif\0\0"u8))
                return content[6..];
            rest = rest[(length + 2)..];
        }

        return [];
    }

    // After the signature of 8 bytes, chunks: big-endian length, type, content, checksum.
    private static ReadOnlySpan<byte> InPng(ReadOnlySpan<byte> file)
    {
        for (var rest = file[Math.Min(8, file.Length)..]; rest.Length >= 12;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > rest.Length - 12)
                return [];
            if (rest[4..].StartsWith("eXIf"u8))
                return rest.Slice(8, (int)length);
            rest = rest[((int)length + 12)..];
        }

        return [];
    }

    // RIFF, length, WEBP, then chunks: type, little-endian length, content, padded to an even length. Some writers keep JPEG's
    // prefix.
    private static ReadOnlySpan<byte> InWebP(ReadOnlySpan<byte> file)
    {
        for (var rest = file[Math.Min(12, file.Length)..]; rest.Length >= 8;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            if (length > rest.Length - 8)
                return [];
            var content = rest.Slice(8, (int)length);
            if (rest.StartsWith("EXIF"u8))
                return content.StartsWith("Exif\0\0"u8) ? content[6..] : content;
            rest = rest[Math.Min(8 + (int)length + ((int)length & 1), rest.Length)..];
        }

        return [];
    }

    // Byte order, 42, the offset of the first directory: a count of entries of tag, type, count and value.
    private static int InTiff(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 8 || exif is not ([(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..]))
            return Upright;
        var isLittle = exif[0] == 'I';
        var start = isLittle
            ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..])
            : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        if (start > exif.Length - 2)
            return Upright;
        var directory = exif[(int)start..];
        var entries = Short(directory, isLittle);
        directory = directory[2..];
        for (; entries > 0 && directory.Length >= EntrySize; entries--, directory = directory[EntrySize..])
        {
            if (Short(directory, isLittle) == OrientationTag)
                return Short(directory[2..], isLittle) == ShortType ? Short(directory[8..], isLittle) : Upright;
        }

        return Upright;
    }

    private static int Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
