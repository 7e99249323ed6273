using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>An image in memory: 32 bits a pixel, rows from the top. Once disposed, every member but Dispose throws.</summary>
public sealed partial class MLImage : IDisposable
{
    private PixelBuffer? _pixels;
    private string? _tag;

    private MLImage(PixelBuffer pixels) => _pixels = pixels;

    public MLPixelFormat PixelFormat => Buffer.Format;

    public int Width => Buffer.Width;

    public int Height => Buffer.Height;

    public int BitsPerPixel => Buffer.Stride / Buffer.Width * 8;

    /// <summary>The bytes as they are kept; not to be used after the image is disposed.</summary>
    public ReadOnlySpan<byte> Pixels => Buffer.Bytes;

    /// <summary>A copy of the colours, three bytes a pixel, not multiplied by alpha.</summary>
    public byte[] GetBGRPixels
    {
        get
        {
            var layout = PixelLayout.Of(Buffer.Format);
            var source = Buffer.Bytes;
            var colors = new byte[source.Length / 4 * 3];
            for (int from = 0, to = 0; to < colors.Length; from += 4, to += 3)
            {
                var alpha = Buffer.IsOpaque ? (byte)255 : source[from + layout.Alpha];
                colors[to] = AlphaMath.Unpremultiply(source[from + layout.Blue], alpha);
                colors[to + 1] = AlphaMath.Unpremultiply(source[from + layout.Green], alpha);
                colors[to + 2] = AlphaMath.Unpremultiply(source[from + layout.Red], alpha);
            }

            return colors;
        }
    }

    public string? Tag
    {
        get
        {
            _ = Buffer;
            return _tag;
        }

        set
        {
            _ = Buffer;
            _tag = value;
        }
    }

    private PixelBuffer Buffer => _pixels ?? throw new InvalidOperationException("Object is disposed.");

    /// <summary>Writes JPEG or PNG, by the extension of the path.</summary>
    public void Save(string imagePath)
    {
        var pixels = Buffer;
        var extension = Path.GetExtension(imagePath);
        if (!ImageCodec.IsKnownExtension(extension))
            throw new ArgumentException("Path has invalid image file extension.", nameof(imagePath));

        if (!ImageCodec.TryEncode(pixels, extension, encoded => File.WriteAllBytes(imagePath, encoded)))
        {
            throw new ArgumentException(
                $"Saving image with the format '{extension}' is not supported. Try save it with `Jpeg` or `Png` format.",
                nameof(imagePath));
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _pixels, null)?.Dispose();
}
