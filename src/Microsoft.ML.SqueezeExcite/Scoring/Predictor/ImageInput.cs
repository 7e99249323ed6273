using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>An image as a predictor is given it: decoded, encoded, or in a file.</summary>
internal readonly record struct ImageInput(MLImage? Image, ReadOnlyMemory<byte> Encoded, string? Path)
{
    public static ImageInput Of(MLImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return new ImageInput(image, default, null);
    }

    public static ImageInput Of(ReadOnlyMemory<byte> encoded) => new(null, encoded, null);

    public static ImageInput Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new ImageInput(null, default, path);
    }

    /// <summary>Writes the image's pixels.</summary>
    /// <exception cref="InvalidDataException">It cannot be decoded.</exception>
    public void Write(PixelReader pixels, Span<float> planar)
    {
        if (Image is not null)
            pixels.Write(Image, planar);
        else if (Path is not null)
            pixels.WriteFile(Path, planar);
        else
            pixels.Write(Encoded, planar);
    }
}
