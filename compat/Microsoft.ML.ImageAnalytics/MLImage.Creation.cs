using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

public sealed partial class MLImage
{
    /// <summary>Decodes what the stream holds from its position on.</summary>
    public static MLImage CreateFromStream(Stream imageStream)
    {
        ArgumentNullException.ThrowIfNull(imageStream);
        return CreateFromBytes(ReadToEnd(imageStream));
    }

    public static MLImage CreateFromFile(string imagePath)
    {
        ArgumentNullException.ThrowIfNull(imagePath);
        return Decode(ReadFile(imagePath))
            ?? throw new ArgumentException("Invalid path", nameof(imagePath));
    }

    public static MLImage CreateFromPixels(int width, int height, MLPixelFormat pixelFormat, ReadOnlySpan<byte> imagePixelData)
    {
        if (pixelFormat is not (MLPixelFormat.Bgra32 or MLPixelFormat.Rgba32))
            throw new ArgumentException("Unsupported pixel format", nameof(pixelFormat));
        if (width <= 0)
            throw new ArgumentException("Invalid width value.", nameof(width));
        if (height <= 0)
            throw new ArgumentException("Invalid height value.", nameof(height));
        if (imagePixelData.Length != (Int128)width * height * 4)
            throw new ArgumentException($"Invalid {nameof(imagePixelData)} buffer size.");

        var pixels = PixelBuffer.Rent(width, height, pixelFormat);
        imagePixelData.CopyTo(pixels.Bytes);
        return new MLImage(pixels);
    }

    internal static MLImage CreateFromBytes(ReadOnlySpan<byte> imageStream)
        => Decode(imageStream) ?? throw new ArgumentException("Invalid input stream contents", nameof(imageStream));

    private static MLImage? Decode(ReadOnlySpan<byte> encoded)
        => ImageCodec.Decode(encoded) is { } pixels ? new MLImage(pixels) : null;

    private static ReadOnlySpan<byte> ReadToEnd(Stream stream)
    {
        if (stream is MemoryStream memory && memory.TryGetBuffer(out var content))
        {
            var rest = content.AsSpan((int)Math.Min(memory.Position, memory.Length));
            memory.Position = memory.Length;
            return rest;
        }

        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length);
    }

    // A file that cannot be read is, like one that cannot be decoded, an invalid path.
    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
