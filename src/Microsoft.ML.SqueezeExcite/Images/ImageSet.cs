namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The labelled images of a data view, decoded: what the training loop and its evaluation read.
/// </summary>
internal sealed class ImageSet : IDisposable
{
    private readonly List<long> _labels = [];
    private readonly List<string?> _keys = [];

    private ImageSet(PixelStore pixels) => Pixels = pixels;

    /// <summary>The images.</summary>
    public PixelStore Pixels { get; }

    /// <summary>The class of each image, from 0.</summary>
    public IReadOnlyList<long> Labels => _labels;

    /// <summary>Rows that were left out since their label is missing.</summary>
    public int RowsWithoutLabel { get; private set; }

    /// <summary>Images that were left out since they cannot be read.</summary>
    public SkippedImages Skipped { get; private init; } = new();

    /// <summary>Images whose file has an EXIF orientation other than upright.</summary>
    public int Oriented { get; private set; }

    /// <summary>Images with transparent parts.</summary>
    public int Transparent { get; private set; }

    public FeatureShape Shape => Pixels.Shape;

    public int Count => Labels.Count;

    /// <summary>Reads the rows of a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="selection">Which of its rows.</param>
    /// <param name="labels">Its label column.</param>
    /// <param name="features">Its feature column.</param>
    /// <param name="what">What the rows are for, for messages: "training".</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <param name="reading">How; default one thread, all in memory, nothing skipped.</param>
    /// <param name="key">Its sampling key, which <see cref="Parts"/> heeds; default none.</param>
    public static ImageSet Read(
        IDataView view,
        RowSelection selection,
        LabelColumn labels,
        FeatureColumn features,
        string what,
        CancellationToken cancellation,
        ImageReading? reading = null,
        SamplingKey? key = null)
    {
        reading ??= new ImageReading();
        var rows = new LabelledRows(view.Schema, labels, features, selection, key);
        var images = new ImageSet(new PixelStore(features.Shape, reading.MemoryBudget, reading.SpillFolder));
        try
        {
            images.Pixels.Expect(selection.Count(view) ?? 0);
            var workers = features.HoldsImages ? reading.Workers : 1;
            foreach (var row in ParallelRows.Read(view, rows.Columns, workers, rows.Reader, cancellation))
            {
                if (row is { } selected)
                    images.Add(selected, reading.OnInvalidImage);
            }

            images.CheckNotEmpty(what, labels.Column.Name);
            return images;
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Parts the images, each class evenly, and images of one sampling key together: the part of each, from 0.
    /// </summary>
    /// <param name="count">The number of parts.</param>
    /// <param name="random">Chooses the images.</param>
    public int[] Parts(int count, RandomStream random)
    {
        var parts = new int[Count];
        var next = 0;
        var together = Enumerable.Range(0, Count).GroupBy(i => _keys[i] ?? (object)i).Select(group => group.ToArray());
        foreach (var members in together.GroupBy(group => Labels[group[0]]).OrderBy(members => members.Key))
        {
            var order = members.ToArray();
            random.Shuffle<int[]>(order);
            foreach (var group in order)
            {
                Array.ForEach(group, index => parts[index] = next % count);
                next++;
            }
        }

        return parts;
    }

    /// <summary>Some of the images, by their numbers; not copied, they go with this set.</summary>
    /// <param name="chosen">Whether an image is one of them.</param>
    /// <param name="skipped">What was left out that the part is to tell of; default nothing.</param>
    public ImageSet Where(Predicate<int> chosen, SkippedImages? skipped = null)
    {
        var indices = Enumerable.Range(0, Count).Where(i => chosen(i)).ToArray();
        var part = new ImageSet(Pixels.Select(indices)) { Skipped = skipped ?? new SkippedImages() };
        part._labels.AddRange(indices.Select(i => Labels[i]));
        return part;
    }

    /// <summary>Closes the file of images, if there is one; parts of the set share it.</summary>
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
                throw fault.ToException();
            Skipped.Add(fault.Image, label);
        }
        else
        {
            Pixels.Add(row.Image!);
            _labels.Add(label);
            _keys.Add(row.Key);
            Oriented += row.Traits.HasFlag(ImageTraits.Oriented) ? 1 : 0;
            Transparent += row.Traits.HasFlag(ImageTraits.Transparent) ? 1 : 0;
        }
    }

    private void CheckNotEmpty(string what, string labelName)
    {
        if (Count > 0)
            return;
        var (unlabelled, unreadable) = (RowsWithoutLabel, Skipped.Count);
        throw new InvalidOperationException(
            $"the {what} data is empty: "
                + (unlabelled + unreadable, unreadable) switch
                {
                    (0, _) => "it has no rows",
                    (var all, 0) => $"none of its {all} rows has a value in column '{labelName}'",
                    (var all, _) =>
                        $"of its {all} rows {unlabelled} have no value in column '{labelName}', and of the others no image can "
                        + $"be read: {Skipped.First[0]}",
                });
    }
}
