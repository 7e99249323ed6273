using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.Transforms.Image;

namespace SeTrainerHost.Datasets;

/// <summary>Image files as the float vectors that a model of IDX images takes.</summary>
internal static class VectorImages
{
    /// <summary>Adds a column <c>Image</c> of pixels in (C, H, W) order; a model of one channel gets the image in grey.</summary>
    public static IDataView Load(MLContext ml, IDataView files, FeatureShape shape)
    {
        var images = OrientedImages.In(ml, files);
        var resize = ml.Transforms.ResizeImages("Image", shape.Width, shape.Height, "Image", ImageResizingEstimator.ResizingKind.IsoCrop, ImageResizingEstimator.Anchor.Center);
        IEstimator<ITransformer> pixels = shape.Channels == 1
            ? resize.Append(ml.Transforms.ConvertToGrayscale("Image", "Image"))
                .Append(ml.Transforms.ExtractPixels("Image", "Image", ImagePixelExtractingEstimator.ColorBits.Red))
            : resize.Append(ml.Transforms.ExtractPixels("Image", "Image"));
        return pixels.Fit(images).Transform(images);
    }
}
