namespace Microsoft.ML.SqueezeExcite;

/// <summary>The columns that training reads: the classes, the images, and the key that keeps rows together in a split.</summary>
internal sealed class ImageColumns
{
    private readonly Func<DataViewSchema, string, ImageColumns> _find;

    private ImageColumns(
        LabelColumn labels, FeatureColumn features, SamplingKey? key, Func<DataViewSchema, string, ImageColumns> find)
    {
        (Labels, Features, Key, _find) = (labels, features, key, find);
    }

    public LabelColumn Labels { get; }

    public FeatureColumn Features { get; }

    /// <summary>Null where each row is on its own.</summary>
    public SamplingKey? Key { get; }

    /// <summary>Finds and checks them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is missing or of a wrong type.</exception>
    /// <exception cref="ArgumentException">Images come decoded, in another way than is asked for.</exception>
    public static ImageColumns Find(
        DataViewSchema schema,
        string labelName,
        string featureName,
        int imageSize,
        FeatureShape? vectorShape,
        ImageDecoding? decoding = null,
        string? key = null)
    {
        return In(schema, SamplingKey.Find(schema, key, "samplingKeyColumnName"), "");

        ImageColumns In(DataViewSchema view, SamplingKey? found, string of) => new(
            LabelColumn.Find(view, labelName, of + "labelColumnName"),
            FeatureColumn.ForTraining(view, featureName, imageSize, vectorShape, decoding, of + "featureColumnName"),
            found,
            (validation, what) => In(validation, null, what));
    }

    /// <summary>Reads the images to train on, and those to validate on: given, or split off, or none.</summary>
    /// <param name="training">The view to train on.</param>
    /// <param name="trainingSize">The side that images to train on are kept at.</param>
    /// <param name="validation">The view to validate on.</param>
    /// <param name="fraction">The share of <paramref name="training"/> to validate on instead.</param>
    /// <param name="seed">What the choice of that share follows from.</param>
    /// <param name="reading">How to read.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public TrainingImages Read(
        IDataView training,
        int trainingSize,
        IDataView? validation,
        double fraction,
        long seed,
        ImageReading reading,
        CancellationToken cancellation)
    {
        var validationColumns = validation is null ? this : Matching(validation.Schema);
        var (first, second) = fraction > 0
            ? RowSelection.Split(
                training, Labels, Key, fraction, new RandomStream(seed, RandomStream.Key("validation")), cancellation)
            : (RowSelection.All, RowSelection.All);
        var images = ImageSet.Read(
            training, first, Labels, Features.At(trainingSize), "training", cancellation, reading, Key);
        try
        {
            RequireNoneLost(images);
            if (images.Labels.Distinct().Count() < 2)
                throw new InvalidOperationException(
                    $"the training data has one class only: every row's '{Labels.Column.Name}' is "
                    + $"'{Labels.ClassNames[(int)images.Labels[0]]}'");
            if (validation is null && fraction == 0)
                return new TrainingImages(images, null);
            var left = reading with { MemoryBudget = Math.Max(0, reading.MemoryBudget - images.Pixels.BytesInMemory) };
            return new TrainingImages(
                images,
                ImageSet.Read(
                    validation ?? training,
                    second, validationColumns.Labels, validationColumns.Features, "validation", cancellation, left));
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    // The network would have a class that no image taught it.
    private void RequireNoneLost(ImageSet training)
    {
        var lost = training.Skipped.Classes.ExceptBy(training.Labels, skipped => skipped.Key).OrderBy(skipped => skipped.Key)
            .Select(skipped => (Name: Labels.ClassNames[(int)skipped.Key], skipped.Value.Count, skipped.Value.First))
            .ToArray();
        if (lost is [var first, ..])
            throw new InvalidDataException(
                $"no training image of class {NameList.Of(lost.Select(c => c.Name))} can be read: {first.Count} of "
                + $"'{first.Name}', the first {first.First}; correct the files or leave the class out");
    }

    private ImageColumns Matching(DataViewSchema validation)
    {
        var columns = _find(validation, "validation set's ");
        if (!columns.Labels.ClassNames.SequenceEqual(Labels.ClassNames))
            throw new ArgumentException(
                $"the validation set's '{Labels.Column.Name}' has {columns.Labels.ClassNames.Count} classes that are not those "
                + "of training: "
                + "map both with one fitted MapValueToKey");
        if (columns.Features.Decoding != Features.Decoding)
            throw new ArgumentException(
                $"the validation set's images were decoded with {columns.Features.Decoding}, those of training with "
                + $"{Features.Decoding}");
        if (columns.Features.Shape != Features.Shape)
            throw new ArgumentException(
                $"the validation set's images are {columns.Features.Shape}, those of training {Features.Shape}");
        return columns;
    }
}
