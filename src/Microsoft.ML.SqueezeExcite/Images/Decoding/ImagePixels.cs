using System.Drawing;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;
using SkiaSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The pixels of an encoded image as it is stored: blue, green, red, alpha, premultiplied. They are those of
/// <see cref="MLImage.CreateFromStream"/>, which takes a file that is cut off as whole, its rest black.
/// </summary>
internal sealed unsafe class ImagePixels : IDisposable
{
    private const int PixelBytes = 4;

    private readonly int _width;
    private readonly int _height;
    private void* _pixels;

    private ImagePixels(int width, int height)
    {
        (_width, _height) = (width, height);
        _pixels = NativeMemory.Alloc((nuint)((long)width * height * PixelBytes));
    }

    /// <summary>Whether some of it is transparent.</summary>
    public bool IsTransparent { get; private set; }

    private Span<uint> Values => new(_pixels, _width * _height);

    /// <summary>Decodes an image. Nothing is allocated before its size is known to be granted.</summary>
    /// <param name="encoded">The bytes of its file.</param>
    /// <param name="maximumPixels">The largest size that is granted.</param>
    /// <exception cref="InvalidDataException">The bytes are not an image, or one that is cut off or too large.</exception>
    public static ImagePixels Decode(ReadOnlyMemory<byte> encoded, long maximumPixels)
    {
        using var pinned = encoded.Pin();
        using var data = SKData.Create((nint)pinned.Pointer, encoded.Length);
        using var codec = SKCodec.Create(data)
            ?? throw new InvalidDataException($"the {encoded.Length} bytes are not an image that can be decoded");
        // The decoder's own size: a GIF's first frame, say, may be larger than its screen.
        var stored = codec.Info;
        if ((long)stored.Width * stored.Height is var count && (count > maximumPixels || count * PixelBytes > int.MaxValue))
            throw new InvalidDataException(
                $"an image may have at most {Math.Min(maximumPixels, int.MaxValue / PixelBytes)} pixels, this one has "
                + $"{stored.Width} x {stored.Height}");
        var pixels = new ImagePixels(stored.Width, stored.Height);
        try
        {
            pixels.Fill(codec, stored.AlphaType == SKAlphaType.Opaque, encoded.Length);
            return pixels;
        }
        catch
        {
            pixels.Dispose();
            throw;
        }
    }

    /// <summary>Whether one of some pixels, whose last byte is alpha, is transparent.</summary>
    public static bool HasTransparent(ReadOnlySpan<uint> pixels)
    {
        foreach (var pixel in pixels)
        {
            if (pixel < 0xFF000000)
                return true;
        }

        return false;
    }

    /// <summary>Puts it on a background: no part is transparent then.</summary>
    public void PutOn(Color background)
    {
        foreach (ref var pixel in Values)
        {
            // What the image leaves of the background.
            var rest = 255 - (pixel >> 24);
            pixel += (0xFFu - (pixel >> 24) << 24)
                | (Part(background.R, rest) << 16)
                | (Part(background.G, rest) << 8)
                | Part(background.B, rest);
        }
    }

    /// <summary>Makes an image of it, turned and mirrored.</summary>
    /// <param name="orientation">The orientation that it is stored in, from 1 to 8.</param>
    public MLImage ToImage(int orientation)
    {
        if (orientation == ExifOrientation.Upright)
            return MLImage.CreateFromPixels(_width, _height, MLPixelFormat.Bgra32, MemoryMarshal.AsBytes(Values));
        var (width, height) = ImageTurn.Size(_width, _height, orientation);
        var turned = ImageTurn.Apply(Values, _width, _height, orientation);
        return MLImage.CreateFromPixels(width, height, MLPixelFormat.Bgra32, MemoryMarshal.AsBytes(turned.AsSpan()));
    }

    public void Dispose()
    {
        NativeMemory.Free(_pixels);
        _pixels = null;
    }

    private void Fill(SKCodec codec, bool isOpaque, int length)
    {
        var info = new SKImageInfo(
            _width,
            _height,
            SKColorType.Bgra8888,
            isOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul);
        var result = codec.GetPixels(info, (nint)_pixels);
        if (result == SKCodecResult.IncompleteInput)
            throw new InvalidDataException($"the image is cut off: its {length} bytes end before its last row");
        if (result != SKCodecResult.Success)
            throw new InvalidDataException($"the {length} bytes are not an image that can be decoded: {result}");
        IsTransparent = !isOpaque && HasTransparent(Values);
    }

    private static uint Part(byte channel, uint rest) => (channel * rest + 127) / 255;
}
