using System.Buffers.Binary;

namespace SqueezeExcite.Testing;

/// <summary>Made-up pictures as files of formats that no library at hand writes.</summary>
internal static class PictureFiles
{
    /// <summary>
    /// A GIF of a screen of 128 colours, a comment, and a frame at its corner. The frame's codes have eight bits: 126 pixels,
    /// then the table of codes is cleared.
    /// </summary>
    public static byte[] Gif(int width, int height, int frameWidth, int frameHeight, int pixels = -1)
    {
        var gif = new List<byte>([.. "GIF89a"u8, .. Short(width), .. Short(height), 0x86, 0, 0]);
        for (var color = 0; color < 128; color++)
            gif.AddRange([(byte)color, (byte)(255 - color), 40]);
        gif.AddRange([0x21, 0xFE, 2, 65, 66, 1, 67, 0, 0x2C, 0, 0, 0, 0, .. Short(frameWidth), .. Short(frameHeight), 0, 7]);
        for (var left = pixels < 0 ? frameWidth * frameHeight : pixels; left > 0; left -= 126)
        {
            var count = Math.Min(left, 126);
            gif.AddRange([(byte)(count + 1), 128]);
            gif.AddRange(Enumerable.Range(0, count).Select(i => (byte)(i + left & 127)));
        }

        return [.. gif, 1, 129, 0, 0x3B];

        static byte[] Short(int value) => [(byte)value, (byte)(value >> 8)];
    }

    /// <summary>A bitmap of three bytes a pixel.</summary>
    public static byte[] Bitmap(int width, int height)
    {
        var stride = (3 * width + 3) / 4 * 4;
        var bitmap = new byte[54 + stride * height];
        "BM"u8.CopyTo(bitmap);
        foreach (var (at, value) in (ReadOnlySpan<(int, int)>)[
            (2, bitmap.Length), (10, 54), (14, 40), (18, width), (22, height), (26, 1 | 24 << 16), (34, stride * height)])
            BinaryPrimitives.WriteInt32LittleEndian(bitmap.AsSpan(at), value);
        for (var i = 54; i < bitmap.Length; i++)
            bitmap[i] = (byte)(i * 7);
        return bitmap;
    }
}
