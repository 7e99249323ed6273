namespace Microsoft.ML.SqueezeExcite;

/// <summary>Images to train on and to validate on.</summary>
/// <param name="Training">The images to train on.</param>
/// <param name="Validation">Those to validate on.</param>
/// <param name="Statistics">Mean and deviation of the former.</param>
internal sealed record ExperimentFold(ImageSet Training, ImageSet Validation, ChannelStatistics Statistics);

/// <summary>The images of an experiment, read once for all its trials: one division into training and validation, or the folds of a cross-validation.</summary>
internal sealed class ExperimentData : IDisposable
{
    private readonly IReadOnlyList<ImageSet> _read;

    private ExperimentData(ImageColumns columns, IReadOnlyList<ImageSet> read, IEnumerable<(ImageSet Training, ImageSet Validation)> folds)
    {
        (Columns, _read) = (columns, read);
        Folds = [.. folds.Select(fold => new ExperimentFold(fold.Training, fold.Validation, ChannelStatistics.Of(fold.Training.Pixels)))];
    }

    public ImageColumns Columns { get; }

    public IReadOnlyList<ExperimentFold> Folds { get; }

    /// <summary>Reads images to train on, and those to validate on, or splits these off.</summary>
    /// <exception cref="InvalidOperationException">A set is empty or has one class only.</exception>
    public static ExperimentData Read(ImageColumns columns, IDataView training, IDataView? validation, SeNetExperimentSettings settings, ImageReading reading)
    {
        var (first, second) = columns.Read(
            training, validation, validation is null ? settings.ValidationFraction : 0, settings.Seed, reading, settings.CancellationToken);
        return Checked([first, second!], () =>
        {
            RequireClasses(columns, second!, "the validation data");
            return new ExperimentData(columns, [first, second!], [(first, second!)]);
        });
    }

    /// <summary>Reads images and parts them into folds.</summary>
    /// <exception cref="InvalidOperationException">A fold has one class only.</exception>
    public static ExperimentData ReadFolds(ImageColumns columns, IDataView training, int folds, SeNetExperimentSettings settings, ImageReading reading)
    {
        var (all, _) = columns.Read(training, null, 0, settings.Seed, reading, settings.CancellationToken);
        return Checked([all], () =>
        {
            var parts = all.Folds(folds, new RandomStream(settings.Seed, RandomStream.Key("folds")));
            foreach (var (fold, (rest, part)) in parts.Index())
            {
                RequireClasses(columns, rest, $"what fold {fold + 1} of {folds} trains on");
                RequireClasses(columns, part, $"fold {fold + 1} of {folds}");
            }

            return new ExperimentData(columns, [all], parts);
        });
    }

    public void Dispose() => Dispose(_read);

    private static void Dispose(IEnumerable<ImageSet> images)
    {
        foreach (var set in images)
            set.Dispose();
    }

    private static ExperimentData Checked(IReadOnlyList<ImageSet> read, Func<ExperimentData> make)
    {
        try
        {
            return make();
        }
        catch
        {
            Dispose(read);
            throw;
        }
    }

    private static void RequireClasses(ImageColumns columns, ImageSet images, string what)
    {
        if (images.Labels.Distinct().Count() >= 2)
            return;
        var (column, names) = (columns.Labels.Column.Name, columns.Labels.ClassNames);
        throw new InvalidOperationException(images.Count switch
        {
            0 => $"{what} has no images",
            1 => $"{what} has one class only: its only image's '{column}' is '{names[(int)images.Labels[0]]}'",
            var count => $"{what} has one class only: in each of its {count} images '{column}' is '{names[(int)images.Labels[0]]}'",
        });
    }
}
