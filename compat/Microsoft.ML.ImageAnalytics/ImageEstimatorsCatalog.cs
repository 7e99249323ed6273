using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML;

public static class ImageEstimatorsCatalog
{
    /// <summary>Images without their colour.</summary>
    public static ImageGrayscalingEstimator ConvertToGrayscale(
        this TransformsCatalog catalog, string outputColumnName, string? inputColumnName = null)
        => new(CatalogUtils.GetEnvironment(catalog), (outputColumnName, inputColumnName ?? outputColumnName));

    /// <summary>The images that the paths in a text column lead to.</summary>
    public static ImageLoadingEstimator LoadImages(
        this TransformsCatalog catalog, string outputColumnName, string? imageFolder, string? inputColumnName = null)
        => new(
            CatalogUtils.GetEnvironment(catalog),
            imageFolder,
            type: true,
            (outputColumnName, inputColumnName ?? outputColumnName));

    /// <summary>The bytes of the files that the paths in a text column lead to.</summary>
    public static ImageLoadingEstimator LoadRawImageBytes(
        this TransformsCatalog catalog, string outputColumnName, string? imageFolder, string? inputColumnName = null)
        => new(
            CatalogUtils.GetEnvironment(catalog),
            imageFolder,
            type: false,
            (outputColumnName, inputColumnName ?? outputColumnName));

    /// <summary>The pixels of images as numbers: (pixel - offset) * scale.</summary>
    public static ImagePixelExtractingEstimator ExtractPixels(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        ImagePixelExtractingEstimator.ColorBits colorsToExtract = ImagePixelExtractingEstimator.ColorBits.Rgb,
        ImagePixelExtractingEstimator.ColorsOrder orderOfExtraction = ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        bool interleavePixelColors = false,
        float offsetImage = 0,
        float scaleImage = 1,
        bool outputAsFloatArray = true)
        => new(CatalogUtils.GetEnvironment(catalog), outputColumnName, inputColumnName, colorsToExtract, orderOfExtraction,
            interleavePixelColors, offsetImage, scaleImage, outputAsFloatArray);

    /// <summary>Images fitted to one size.</summary>
    public static ImageResizingEstimator ResizeImages(
        this TransformsCatalog catalog,
        string outputColumnName,
        int imageWidth,
        int imageHeight,
        string? inputColumnName = null,
        ImageResizingEstimator.ResizingKind resizing = ImageResizingEstimator.ResizingKind.IsoCrop,
        ImageResizingEstimator.Anchor cropAnchor = ImageResizingEstimator.Anchor.Center)
        => new(CatalogUtils.GetEnvironment(catalog), outputColumnName, imageWidth, imageHeight, inputColumnName,
            resizing, cropAnchor);

    /// <summary>Images made of vectors: vector * scale - offset. The four defaults have no effect, as officially.</summary>
    public static VectorToImageConvertingEstimator ConvertToImage(
        this TransformsCatalog catalog,
        int imageHeight,
        int imageWidth,
        string outputColumnName,
        string? inputColumnName = null,
        ImagePixelExtractingEstimator.ColorBits colorsPresent = ImagePixelExtractingEstimator.ColorBits.Rgb,
        ImagePixelExtractingEstimator.ColorsOrder orderOfColors = ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        bool interleavedColors = false,
        float scaleImage = 1,
        float offsetImage = 0,
        int defaultAlpha = 255,
        int defaultRed = 0,
        int defaultGreen = 0,
        int defaultBlue = 0)
        => new(CatalogUtils.GetEnvironment(catalog), new VectorToImageConvertingEstimator.ColumnOptions(outputColumnName,
            imageHeight, imageWidth, inputColumnName, colorsPresent, orderOfColors, interleavedColors, scaleImage, offsetImage));
}
