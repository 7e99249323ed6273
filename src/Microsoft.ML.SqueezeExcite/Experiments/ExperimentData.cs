namespace Microsoft.ML.SqueezeExcite;

/// <summary>Images to train on and to validate on.</summary>
/// <param name="Training">The images to train on.</param>
/// <param name="Validation">Those to validate on.</param>
/// <param name="Statistics">Mean and deviation of the former.</param>
internal sealed record ExperimentFold(ImageSet Training, ImageSet Validation, ChannelStatistics Statistics);

/// <summary>
/// The images of an experiment, read once for all its trials: one division into training and validation, or the folds of a
/// cross-validation.
/// </summary>
internal sealed class ExperimentData : IDisposable
{
    private readonly IReadOnlyList<ImageSet> _read;

    private ExperimentData(
        ImageColumns columns,
        IReadOnlyList<ImageSet> read,
        IEnumerable<(ImageSet Training, ImageSet Validation)> folds,
        int threads)
    {
        (Columns, _read) = (columns, read);
        Folds =
        [
            .. folds.Select(fold => new ExperimentFold(
                fold.Training,
                fold.Validation,
                ChannelStatistics.Of(fold.Training.Pixels, threads))),
        ];
    }

    public ImageColumns Columns { get; }

    public IReadOnlyList<ExperimentFold> Folds { get; }

    /// <summary>Reads images to train on, and those to validate on, or splits these off.</summary>
    /// <exception cref="InvalidOperationException">A set is empty or has one class only.</exception>
    public static ExperimentData Read(
        ImageColumns columns,
        IDataView training,
        IDataView? validation,
        SeNetExperimentSettings settings,
        ImageReading reading)
    {
        var (first, second) = columns.Read(
            training,
            settings.Options.TrainingSize,
            validation,
            validation is null ? settings.ValidationFraction : 0,
            settings.Seed,
            reading,
            settings.CancellationToken);
        return Checked([first, second!], () =>
        {
            RequireClasses(columns, second!, "the validation data");
            return new ExperimentData(columns, [first, second!], [(first, second!)], settings.Options.Threads);
        });
    }

    /// <summary>Reads images and parts them into folds.</summary>
    /// <exception cref="InvalidOperationException">A fold has one class only.</exception>
    public static ExperimentData ReadFolds(
        ImageColumns columns,
        IDataView training,
        int folds,
        SeNetExperimentSettings settings,
        ImageReading reading)
    {
        ImageSet At(int size) =>
            columns.Read(training, size, null, 0, settings.Seed, reading, settings.CancellationToken).Training;
        var (trained, seen) = (settings.Options.TrainingSize, settings.Options.ImageSize);
        var all = At(trained);
        return Checked(
            [all],
            () =>
            {
                // An image is validated on at the size of scoring, whatever size it is trained on at.
                var scored = trained == seen || columns.Features.At(trained).Shape == columns.Features.Shape ? all : At(seen);
                return Checked(
                    [all, scored],
                    () =>
                        new ExperimentData(
                            columns,
                            [all, scored],
                            Parted(columns, all, scored, folds, settings.Seed),
                            settings.Options.Threads));
            });
    }

    private static IEnumerable<(ImageSet Others, ImageSet Part)> Parted(
        ImageColumns columns,
        ImageSet all,
        ImageSet scored,
        int folds,
        long seed)
    {
        var parts = all.Parts(folds, new RandomStream(seed, RandomStream.Key("folds")));
        for (var fold = 0; fold < folds; fold++)
        {
            var at = fold;
            var (others, part) = (all.Where(i => parts[i] != at, all.Skipped), scored.Where(i => parts[i] == at));
            RequireClasses(columns, others, $"what fold {fold + 1} of {folds} trains on");
            RequireClasses(columns, part, $"fold {fold + 1} of {folds}");
            yield return (others, part);
        }
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
        throw new InvalidOperationException(
            images.Count switch
            {
                0 => $"{what} has no images",
                1 => $"{what} has one class only: its only image's '{column}' is '{names[(int)images.Labels[0]]}'",
                var count =>
                    $"{what} has one class only: in each of its {count} images '{column}' is '{names[(int)images.Labels[0]]}'",
            });
    }
}
