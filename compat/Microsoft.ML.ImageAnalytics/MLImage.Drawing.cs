using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

public sealed partial class MLImage
{
    internal MLImage CloneWithResizing(int width, int height, ImageResizeMode mode)
    {
        var source = Buffer;
        if (mode == ImageResizeMode.Fill)
            return new MLImage(NearestSampler.Resize(source, width, height));

        var target = PixelBuffer.RentCleared(width, height, MLPixelFormat.Bgra32, isOpaque: true);
        Resampler.Draw(source, target, DrawnArea.Of(source, width, height, mode));
        return new MLImage(target);
    }

    internal MLImage CloneWithGrayscale() => new(Grayscale.Convert(Buffer));
}
