namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The labelled images of a data view, decoded and in memory: what the training loop and its evaluation read.
/// </summary>
internal sealed class ImageSet
{
    private ImageSet(PixelStore pixels, long[] labels, int skipped)
    {
        Pixels = pixels;
        Labels = labels;
        RowsWithoutLabel = skipped;
    }

    /// <summary>The images.</summary>
    public PixelStore Pixels { get; }

    /// <summary>The class of each image, from 0.</summary>
    public IReadOnlyList<long> Labels { get; }

    /// <summary>Rows that were left out since their label is missing.</summary>
    public int RowsWithoutLabel { get; }

    public FeatureShape Shape => Pixels.Shape;

    public int Count => Labels.Count;

    /// <summary>Reads every row of a view.</summary>
    /// <param name="view">The view.</param>
    /// <param name="labels">Its label column.</param>
    /// <param name="features">Its feature column.</param>
    /// <param name="what">What the rows are for, for messages: "training".</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static ImageSet Read(IDataView view, LabelColumn labels, FeatureColumn features, string what, CancellationToken cancellation)
    {
        var pixels = new PixelStore(features.Shape);
        var classes = new List<long>();
        var rows = 0;
        var columns = new RowDescription(view.Schema);
        using (var cursor = view.GetRowCursor([labels.Column, features.Column, .. columns.Texts]))
        {
            var label = labels.Reader(cursor);
            var feature = features.Reader(cursor);
            var describe = columns.Describer(cursor);
            for (; cursor.MoveNext(); rows++)
            {
                cancellation.ThrowIfCancellationRequested();
                if (label() is not { } index)
                    continue;
                try
                {
                    feature(pixels);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    throw new InvalidDataException($"{features.Column.Name}, {describe()}: the image cannot be read: {e.Message}", e);
                }

                classes.Add(index);
            }
        }

        if (classes.Count == 0)
            throw new InvalidOperationException(rows == 0
                ? $"the {what} data is empty: it has no rows"
                : $"the {what} data is empty: none of its {rows} rows has a value in column '{labels.Column.Name}'");
        return new ImageSet(pixels, [.. classes], rows - classes.Count);
    }

    /// <summary>Splits off a share of the images, the same share of each class.</summary>
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

        return (Where(i => !second[i]), Where(i => second[i]));
    }

    private ImageSet Where(Func<int, bool> chosen)
    {
        var indices = Enumerable.Range(0, Count).Where(chosen).ToArray();
        return new ImageSet(Pixels.Select(indices), [.. indices.Select(i => Labels[i])], 0);
    }
}
