using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Small pictures as files of every format.</summary>
internal static class EncodedPictures
{
    /// <summary>The formats, as extensions.</summary>
    public static readonly string[] Formats = [".jpg", ".png", ".webp", ".bmp", ".gif"];

    /// <summary>A picture in a format.</summary>
    public static byte[] Of(string format, int width, int height)
    {
        if (format == ".bmp")
            return Bitmap(width, height);
        if (format == ".gif")
            return Gif(width, height, width, height);
        using var picture = TinyImages.Picture(1, 1, width, height);
        return ScoringModels.Encode(picture, format);
    }

    /// <summary>A JPEG with an EXIF orientation.</summary>
    public static byte[] Oriented(byte[] jpeg, int orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0,
            0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    /// <summary>A PNG, each pixel of one colour, from red to alpha.</summary>
    public static byte[] Png(int width, int height, byte red, byte green, byte blue, byte alpha)
    {
        var pixels = new byte[4 * width * height];
        for (var i = 0; i < pixels.Length; i += 4)
            (pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]) = (Part(red), Part(green), Part(blue), alpha);
        using var picture = MLImage.CreateFromPixels(width, height, MLPixelFormat.Rgba32, pixels);
        return ScoringModels.Encode(picture, ".png");

        // In memory colours are premultiplied.
        byte Part(byte channel) => (byte)((channel * alpha + 127) / 255);
    }

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
