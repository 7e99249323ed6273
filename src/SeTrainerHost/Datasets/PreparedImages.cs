using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>Labelled images after the steps before the trainer.</summary>
/// <param name="Data">The images as they were.</param>
/// <param name="Preparing">The steps.</param>
/// <param name="Training">The images to train on.</param>
/// <param name="Validation">Images to validate on; null where none were given.</param>
internal sealed record PreparedImages(Dataset Data, ITransformer Preparing, IDataView Training, IDataView? Validation)
{
    /// <summary>The images of each class, the classes in key order.</summary>
    public required ClassCounts Counts { get; init; }

    /// <summary>Prepares images that have those for the test apart, and those that <c>--valid</c> names.</summary>
    /// <exception cref="InvalidDataException">
    /// There are no two classes to train on, or no image of one to validate or to test on.
    /// </exception>
    public static PreparedImages Open(
        MLContext ml, Dataset images, string? valid, ImageDecoding? decoding, Action<string> say)
    {
        var classes = ClassLabels.Of(images.Training, say);
        var validation = valid is null ? null : Dataset.Open(ml, valid, say, "--valid").Training;
        if (validation is not null)
            ClassLabels.Check(validation, classes, "validation", say);
        SharedFiles.Tell(images, validation, say);
        ClassLabels.Check(images.Test!, classes, "test", say);
        var preparing = images.Preparation(ml).Fit(images.Training);
        var training = Prepare(images.Training);
        var names = LabelColumn.Find(training.Schema, "Label", "--data").ClassNames;
        return new PreparedImages(images, preparing, training, validation is null ? null : Prepare(validation))
        {
            Counts = ClassCounts.Of(names, images.Training, validation, images.Test!),
        };

        // The steps load images as ML.NET does; that column is hidden by one of our own.
        IDataView Prepare(IDataView view)
        {
            var prepared = preparing.Transform(view);
            return prepared.Schema.GetColumnOrNull(ImageFiles.PathColumn) is null
                ? prepared
                : ml.Data.DecodeImages(prepared, Dataset.ImageColumn, ImageFiles.PathColumn, decoding);
        }
    }
}
