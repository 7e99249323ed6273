using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Writes an image's values, 0 to 255 in (C, H, W) order, and says what the image had.</summary>
internal delegate ImageTraits PixelWriter(Span<float> planar);

/// <summary>
/// Turns what a column or a caller holds into pixels of the network's size. Training and scoring both read through it, so they
/// see the same pixels; images are resized by ML.NET's own ResizeImages, the step of a saved model. What it is given is only
/// read. For one thread at a time.
/// </summary>
/// <param name="shape">The network's input.</param>
/// <param name="decoding">How encoded images are decoded; null for as ML.NET's LoadImages does.</param>
/// <param name="maximumPixels">The largest image that is decoded.</param>
internal sealed class PixelReader(
    FeatureShape shape, ImageDecoding? decoding, long maximumPixels = ImageDecoder.UsualMaximumPixels)
{
    private readonly ImageDecoder _decoder = new(decoding ?? ImageDecoding.Stock, maximumPixels);
    private StockResize? _resize;

    /// <summary>A function that writes the pixels of the row's value in a column.</summary>
    public PixelWriter Of(DataViewRow row, FeatureColumn features) => features.Kind switch
    {
        FeatureKind.Vector => Vectors(row.GetGetter<VBuffer<float>>(features.Column), features.MustBeFinite),
        FeatureKind.Image => Images(row.GetGetter<MLImage>(features.Column)),
        _ => Decoded(_decoder.Reader(row, features.Column)),
    };

    /// <summary>Writes the pixels of an encoded image.</summary>
    /// <exception cref="InvalidDataException">The bytes cannot be decoded.</exception>
    public void Write(ReadOnlyMemory<byte> encoded, Span<float> planar)
    {
        using var decoded = _decoder.Decode(encoded);
        Write(decoded.Image, planar);
    }

    /// <summary>Writes the pixels of the image in a file.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read or decoded; the message names it.</exception>
    public void WriteFile(string path, Span<float> planar)
    {
        using var decoded = _decoder.DecodeFile(path);
        Write(decoded.Image, planar);
    }

    /// <summary>Writes the pixels of an image.</summary>
    public void Write(MLImage image, Span<float> planar)
    {
        if (shape.Channels != 3)
            throw new InvalidDataException($"the network takes {shape.Channels} channels, an image has 3");
        if (image.Width == shape.Width && image.Height == shape.Height)
        {
            Separate(image, planar);
            return;
        }

        using var resized = (_resize ??= new StockResize(shape.Width, shape.Height)).Apply(image);
        Separate(resized, planar);
    }

    // The image is its column's: the column disposes of it, or its owner does.
    private PixelWriter Images(ValueGetter<MLImage> getter)
    {
        var image = default(MLImage)!;
        return planar =>
        {
            getter(ref image);
            Write(image ?? throw new InvalidDataException("there is no image"), planar);
            return DecodedTraits.Of(image);
        };
    }

    private PixelWriter Decoded(Func<DecodedImage?> decode) => planar =>
    {
        using var decoded = decode() ?? throw new InvalidDataException("there is no image");
        Write(decoded.Image, planar);
        return decoded.Traits;
    };

    private PixelWriter Vectors(ValueGetter<VBuffer<float>> getter, bool mustBeFinite)
    {
        var vector = default(VBuffer<float>);
        return planar =>
        {
            getter(ref vector);
            if (vector.Length != shape.Count)
                throw new InvalidDataException(
                    $"it has {vector.Length} values, the network takes {shape}, which are {shape.Count}");
            vector.CopyTo(planar);
            if (mustBeFinite)
                RequireFinite(planar);
            return ImageTraits.None;
        };
    }

    private static void RequireFinite(ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw new InvalidDataException($"value {i} is {values[i]}");
        }
    }

    // four bytes a pixel -> planes of red, green and blue
    private static void Separate(MLImage image, Span<float> planar)
    {
        var pixels = image.Pixels;
        var area = pixels.Length / 4;
        var (red, blue) = image.PixelFormat == MLPixelFormat.Bgra32 ? (2, 0) : (0, 2);
        var reds = planar[..area];
        var greens = planar.Slice(area, area);
        var blues = planar.Slice(2 * area, area);
        for (int i = 0, from = 0; i < area; i++, from += 4)
        {
            reds[i] = pixels[from + red];
            greens[i] = pixels[from + 1];
            blues[i] = pixels[from + blue];
        }
    }
}
