using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Decodes image files: by ML.NET's own decoder, which leaves the EXIF orientation to its caller.</summary>
internal static class EncodedImage
{
    /// <summary>The image as it is to be seen.</summary>
    /// <exception cref="InvalidDataException">The bytes are no image that ML.NET can decode.</exception>
    public static MLImage Decode(byte[] encoded)
    {
        if (encoded.Length == 0)
            throw new InvalidDataException("there are no bytes");
        var image = Stored(encoded);
        var orientation = ExifOrientation.Of(encoded);
        if (orientation == ExifOrientation.Upright)
            return image;
        using (image)
            return ImageTurn.Apply(image, orientation);
    }

    /// <summary>The image as it is to be seen.</summary>
    /// <exception cref="InvalidDataException">The bytes are no image that ML.NET can decode.</exception>
    public static MLImage Decode(in VBuffer<byte> encoded)
    {
        var bytes = new byte[encoded.Length];
        encoded.CopyTo(bytes);
        return Decode(bytes);
    }

    private static MLImage Stored(byte[] encoded)
    {
        try
        {
            using var stream = new MemoryStream(encoded, 0, encoded.Length, writable: false, publiclyVisible: true);
            return MLImage.CreateFromStream(stream);
        }
        catch (ArgumentException e)
        {
            var start = Convert.ToHexString(encoded.AsSpan(0, Math.Min(4, encoded.Length)));
            throw new InvalidDataException($"the {encoded.Length} bytes, which start with {start}, are no image that can be decoded", e);
        }
    }
}
