using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;
using static Microsoft.ML.MulticlassClassificationCatalog;

namespace Microsoft.ML;

/// <summary>Adds Squeeze-and-Excitation classifiers to ML.NET's catalogues and pipelines.</summary>
public static class SqueezeExciteCatalog
{
    /// <summary>A classifier of images by an SE-ResNet (arXiv 1709.01507), trained from scratch.</summary>
    /// <param name="catalog">The catalogue of multiclass trainers.</param>
    /// <param name="labelColumnName">The column of the class: a key.</param>
    /// <param name="featureColumnName">
    /// The column of the image: MLImage; or an image file's bytes; or a vector of Single in planar (C, H, W) order, 0 to 255.
    /// </param>
    /// <param name="depth">The depth of the network: 18, 34, 50, 101 or 152.</param>
    /// <param name="reductionRatio">
    /// r: the block's hidden layer has C / r units. At least 1, at most the smallest number of channels that is gated.
    /// </param>
    /// <param name="imageSize">
    /// The side in pixels that images are resized to; up to 64 the network starts with a 3x3 convolution of stride 1.
    /// </param>
    /// <param name="epochs">Passes over the training images.</param>
    /// <param name="validationSet">Images to validate on after each epoch.</param>
    /// <param name="context">
    /// The context that gets the log. Without it a private one is used, and its log is lost: a catalogue does not know its
    /// context.
    /// </param>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it and the range.</exception>
    public static SeNetTrainer SeResNetClassifier(
        this MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string featureColumnName = "Image",
        int depth = 50,
        int reductionRatio = 16,
        int imageSize = 224,
        int epochs = 30,
        IDataView? validationSet = null,
        MLContext? context = null) => catalog.SeNetClassifier(
            new SeNetOptions
            {
                LabelColumnName = labelColumnName,
                FeatureColumnName = featureColumnName,
                Architecture = $"se-resnet-{depth}",
                Attention = SqueezeExcitation.Default with { ReductionRatio = reductionRatio },
                ImageSize = imageSize,
                Epochs = epochs,
                Validation = validationSet is null ? null : Validation.On(validationSet),
            },
            context);

    /// <summary>A classifier of images by any network of the catalogue, or by one of the user's own.</summary>
    /// <param name="catalog">The catalogue of multiclass trainers.</param>
    /// <param name="options">Every setting.</param>
    /// <param name="context">The context that gets the log. Without it a private one is used, and its log is lost.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names all that are.</exception>
    public static SeNetTrainer SeNetClassifier(
        this MulticlassClassificationTrainers catalog,
        SeNetOptions options,
        MLContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new SeNetTrainer(options, context);
    }

    /// <summary>
    /// A classifier of images by any network of the catalogue, or by one of the user's own. Its log goes to this context.
    /// </summary>
    /// <param name="context">The context.</param>
    /// <param name="options">Every setting.</param>
    /// <exception cref="ArgumentException">A setting is out of its range; the message names all that are.</exception>
    public static SeNetTrainer SeNetClassifier(this MLContext context, SeNetOptions options)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SeNetTrainer(options, context);
    }

    /// <summary>
    /// Appends a classifier of images by an SE-ResNet to a pipeline: the same as
    /// that of <see cref="MulticlassClassificationTrainers"/>.
    /// </summary>
    /// <param name="pipeline">The pipeline so far.</param>
    /// <param name="labelColumnName">The column of the class: a key.</param>
    /// <param name="featureColumnName">
    /// The column of the image: MLImage; or an image file's bytes; or a vector of Single in planar (C, H, W) order, 0 to 255.
    /// </param>
    /// <param name="depth">The depth of the network: 18, 34, 50, 101 or 152.</param>
    /// <param name="reductionRatio">
    /// r: the block's hidden layer has C / r units. At least 1, at most the smallest number of channels that is gated.
    /// </param>
    /// <param name="imageSize">The side in pixels that images are resized to.</param>
    /// <param name="epochs">Passes over the training images.</param>
    /// <param name="validationSet">Images to validate on after each epoch.</param>
    /// <param name="context">The context that gets the log. Without it a private one is used, and its log is lost.</param>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it and the range.</exception>
    public static EstimatorChain<SeNetTransformer> SeResNetClassifier(
        this IEstimator<ITransformer> pipeline,
        string labelColumnName = "Label",
        string featureColumnName = "Image",
        int depth = 50,
        int reductionRatio = 16,
        int imageSize = 224,
        int epochs = 30,
        IDataView? validationSet = null,
        MLContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        context ??= new MLContext();
        return pipeline.Append(context.MulticlassClassification.Trainers.SeResNetClassifier(
            labelColumnName, featureColumnName, depth, reductionRatio, imageSize, epochs, validationSet, context));
    }
}
