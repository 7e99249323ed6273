namespace Microsoft.ML.SqueezeExcite;

/// <summary>The two columns that training reads: the classes and the images.</summary>
internal sealed class ImageColumns
{
    private readonly Func<DataViewSchema, string, ImageColumns> _find;

    private ImageColumns(LabelColumn labels, FeatureColumn features, Func<DataViewSchema, string, ImageColumns> find)
    {
        (Labels, Features, _find) = (labels, features, find);
    }

    public LabelColumn Labels { get; }

    public FeatureColumn Features { get; }

    /// <summary>Finds and checks both.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is missing or of a wrong type.</exception>
    public static ImageColumns Find(
        MLContext ml, DataViewSchema schema, string labelName, string featureName, int imageSize, FeatureShape? vectorShape)
    {
        return In(schema, "");

        ImageColumns In(DataViewSchema view, string of) => new(
            LabelColumn.Find(view, labelName, of + "labelColumnName"),
            FeatureColumn.Find(ml, view, featureName, imageSize, vectorShape, of + "featureColumnName"),
            In);
    }

    /// <summary>Reads the images to train on, and those to validate on: given, or split off, or none.</summary>
    public (ImageSet Training, ImageSet? Validation) Read(
        IDataView training, IDataView? validation, double fraction, long seed, ImageReading reading, CancellationToken cancellation)
    {
        var validationColumns = validation is null ? null : Matching(validation.Schema);
        var images = ImageSet.Read(training, Labels, Features, "training", cancellation, reading);
        try
        {
            if (images.Labels.Distinct().Count() < 2)
                throw new InvalidOperationException(
                    $"the training data has one class only: every row's '{Labels.Column.Name}' is '{Labels.ClassNames[(int)images.Labels[0]]}'");
            if (validationColumns is null)
                return fraction == 0 ? (images, null) : Split(images, fraction, seed);
            var left = reading with { MemoryBudget = Math.Max(0, reading.MemoryBudget - images.Pixels.BytesInMemory) };
            return (images, ImageSet.Read(validation!, validationColumns.Labels, validationColumns.Features, "validation", cancellation, left));
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    private static (ImageSet Training, ImageSet Validation) Split(ImageSet images, double fraction, long seed)
    {
        var (kept, split) = images.Split(fraction, new RandomStream(seed, RandomStream.Key("validation")));
        return kept.Count > 0 && split.Count > 0
            ? (kept, split)
            : throw new InvalidOperationException(
                $"a ValidationFraction of {fraction} of {images.Count} images leaves {kept.Count} to train on and {split.Count} to validate on");
    }

    private ImageColumns Matching(DataViewSchema validation)
    {
        var columns = _find(validation, "validation set's ");
        if (!columns.Labels.ClassNames.SequenceEqual(Labels.ClassNames))
            throw new ArgumentException(
                $"the validation set's '{Labels.Column.Name}' has {columns.Labels.ClassNames.Count} classes that are not those of training: "
                + "map both with one fitted MapValueToKey");
        if (columns.Features.Shape != Features.Shape)
            throw new ArgumentException($"the validation set's images are {columns.Features.Shape}, those of training {Features.Shape}");
        return columns;
    }
}
