namespace Microsoft.ML.Transforms.Image;

/// <summary>Chooses the codec: by signature when reading, by file extension when writing.</summary>
internal static class ImageCodec
{
    // What deflate can yield at best, at one bit a pixel. A header that promises more than its data can hold is a lie,
    // and is refused before memory is set aside for it.
    private const long MaxPixelsPerEncodedByte = 8 * 1032;

    /// <summary>The decoded pixels; null if the data is no image that can be read.</summary>
    public static PixelBuffer? Decode(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [0xFF, 0xD8, 0xFF, ..] => JpegCodec.Decode(encoded),
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngCodec.Decode(encoded),
        [(byte)'B', (byte)'M', ..] => BmpDecoder.Decode(encoded),
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => WebPDecoder.Decode(encoded),
        _ => null,
    };

    public static bool IsPlausible(long width, long height, int encodedLength)
        => width > 0 && height > 0
            && width <= Array.MaxLength / 4 / height
            && width * height <= encodedLength * MaxPixelsPerEncodedByte;

    /// <summary>Writes the format that the extension stands for; false if that format is known but cannot be written.</summary>
    public static bool TryEncode(PixelBuffer pixels, string extension, Action<ReadOnlySpan<byte>> write)
    {
        switch (extension.ToUpperInvariant())
        {
            case ".JPG" or ".JPEG":
                JpegCodec.Encode(pixels, write);
                return true;
            case ".PNG":
                PngCodec.Encode(pixels, write);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Extensions of the image formats that the official API has a name for.</summary>
    public static bool IsKnownExtension(string extension) => extension.ToUpperInvariant()
        is ".BMP" or ".PNG" or ".JPG" or ".JPEG" or ".GIF" or ".ICO" or ".ASTC" or ".AVIF"
        or ".DNG" or ".HEIF" or ".KTX" or ".PKM" or ".WBMP" or ".WEBP";
}
