namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The labelled images of a data view, decoded: what the training loop and its evaluation read.
/// </summary>
internal sealed class ImageSet : IDisposable
{
    private readonly List<long> _labels;

    private ImageSet(PixelStore pixels, params IEnumerable<long> labels) => (Pixels, _labels) = (pixels, [.. labels]);

    /// <summary>The images.</summary>
    public PixelStore Pixels { get; }

    /// <summary>The class of each image, from 0.</summary>
    public IReadOnlyList<long> Labels => _labels;

    /// <summary>Rows that were left out since their label is missing.</summary>
    public int RowsWithoutLabel { get; private set; }

    /// <summary>Images that were left out since they cannot be read.</summary>
    public SkippedImages Skipped { get; private init; } = new();

    public FeatureShape Shape => Pixels.Shape;

    public int Count => Labels.Count;

    /// <summary>Reads every row of a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="labels">Its label column.</param>
    /// <param name="features">Its feature column.</param>
    /// <param name="what">What the rows are for, for messages: "training".</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="reading">How; default one thread, all in memory, nothing skipped.</param>
    public static ImageSet Read(
        IDataView view, LabelColumn labels, FeatureColumn features, string what, CancellationToken cancellation, ImageReading? reading = null)
    {
        reading ??= new ImageReading();
        var rows = new LabelledRows(view.Schema, labels, features);
        var images = new ImageSet(new PixelStore(features.Shape, reading.MemoryBudget, reading.SpillFolder));
        try
        {
            images.Pixels.Expect(view.GetRowCount() ?? 0);
            var workers = features.IsDecoded ? reading.Workers : 1;
            foreach (var row in ParallelRows.Read(view, rows.Columns, workers, rows.Reader, cancellation))
                images.Add(row, reading.OnInvalidImage);
            images.CheckNotEmpty(what, labels.Column.Name);
            return images;
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    /// <summary>Splits off a share of the images, the same share of each class. What was left out is told by the first part.</summary>
    /// <param name="fraction">The share of the second part, between 0 and 1.</param>
    /// <param name="random">Chooses the images.</param>
    public (ImageSet First, ImageSet Second) Split(double fraction, RandomStream random)
    {
        var second = new bool[Count];
        foreach (var members in Enumerable.Range(0, Count).GroupBy(i => Labels[i]).OrderBy(group => group.Key))
        {
            var order = members.ToArray();
            random.Shuffle<int>(order);
            foreach (var index in order.Take((int)Math.Round(fraction * order.Length)))
                second[index] = true;
        }

        return (Where(i => !second[i], Skipped), Where(i => second[i], new SkippedImages()));
    }

    /// <summary>Parts the images, each class evenly, and gives each part with the rest before it: the folds of a cross-validation.</summary>
    /// <param name="count">The number of parts.</param>
    /// <param name="random">Chooses the images.</param>
    public IReadOnlyList<(ImageSet Others, ImageSet Part)> Folds(int count, RandomStream random)
    {
        var parts = new int[Count];
        var next = 0;
        foreach (var members in Enumerable.Range(0, Count).GroupBy(i => Labels[i]).OrderBy(group => group.Key))
        {
            var order = members.ToArray();
            random.Shuffle<int>(order);
            foreach (var index in order)
                parts[index] = next++ % count;
        }

        return
        [
            .. Enumerable.Range(0, count).Select(part =>
                (Where(i => parts[i] != part, Skipped), Where(i => parts[i] == part, new SkippedImages()))),
        ];
    }

    private ImageSet Where(Func<int, bool> chosen, SkippedImages skipped)
    {
        var indices = Enumerable.Range(0, Count).Where(chosen).ToArray();
        return new ImageSet(Pixels.Select(indices), indices.Select(i => Labels[i])) { Skipped = skipped };
    }

    /// <summary>Closes the file of images, if there is one; parts that were split off share it.</summary>
    public void Dispose() => Pixels.Dispose();

    private void Add(LabelledRow row, InvalidImageAction onInvalid)
    {
        if (row.Label is not { } label)
        {
            RowsWithoutLabel++;
        }
        else if (row.Fault is { } fault)
        {
            if (onInvalid == InvalidImageAction.Throw)
                throw new InvalidDataException($"{fault.Row}: the image cannot be read: {fault.Reason}", row.Exception);
            Skipped.Add(fault);
        }
        else
        {
            row.AddTo!(Pixels);
            _labels.Add(label);
        }
    }

    private void CheckNotEmpty(string what, string labelName)
    {
        if (Count > 0)
            return;
        var (unlabelled, unreadable) = (RowsWithoutLabel, Skipped.Count);
        throw new InvalidOperationException($"the {what} data is empty: " + (unlabelled + unreadable, unreadable) switch
        {
            (0, _) => "it has no rows",
            (var all, 0) => $"none of its {all} rows has a value in column '{labelName}'",
            (var all, _) => $"of its {all} rows {unlabelled} have no value in column '{labelName}', and of the others no image can be read: {Skipped.First[0]}",
        });
    }
}
