using SqueezeExcite.Testing;

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
            return PictureFiles.Bitmap(width, height);
        if (format == ".gif")
            return PictureFiles.Gif(width, height, width, height);
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
}
