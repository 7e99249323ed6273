using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Where each channel of a pixel stands.</summary>
internal readonly record struct PixelLayout(int Red, int Green, int Blue, int Alpha)
{
    public static PixelLayout Of(MLPixelFormat format) => format switch
    {
        MLPixelFormat.Bgra32 => new(2, 1, 0, 3),
        MLPixelFormat.Rgba32 => new(0, 1, 2, 3),
        _ => throw new InvalidOperationException("Image pixel format is not supported"),
    };
}
