namespace Microsoft.ML.SqueezeExcite;

/// <summary>Some of the rows of a view, by their numbers.</summary>
internal sealed class RowSelection
{
    private readonly bool[]? _rows;
    private readonly bool _value;

    private RowSelection(bool[]? rows, bool value) => (_rows, _value) = (rows, value);

    /// <summary>Every row of any view.</summary>
    public static RowSelection All { get; } = new(null, true);

    /// <summary>How many rows of a view are selected; null where the view does not know its own number of rows.</summary>
    public long? Count(IDataView view) => _rows is null ? view.GetRowCount() : _rows.Count(row => row == _value);

    /// <summary>Whether a row is selected.</summary>
    /// <exception cref="InvalidOperationException">The view had fewer rows when they were selected.</exception>
    public bool Has(long row)
    {
        if (_rows is null)
            return true;
        return row < _rows.Length
            ? _rows[row] == _value
            : throw new InvalidOperationException(
                $"the view returned {_rows.Length} rows the first time and more the second: "
                + "it must return the same rows each time");
    }

    /// <summary>
    /// Parts the rows of a view: a share of all, from each class in proportion. Rows of one sampling key stay together; rows
    /// without a label go with the first part. No image is read.
    /// </summary>
    /// <param name="view">The view.</param>
    /// <param name="labels">Its label column.</param>
    /// <param name="key">Gives the sampling key of a row; null where each row is on its own.</param>
    /// <param name="fraction">The share of the second part, between 0 and 1.</param>
    /// <param name="random">Chooses the rows.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">One part has no row with a label.</exception>
    public static (RowSelection First, RowSelection Second) Split(
        IDataView view,
        LabelColumn labels,
        SamplingKey? key,
        double fraction,
        RandomStream random,
        CancellationToken cancellation)
    {
        var rows = Rows(view, labels, key, cancellation);
        long[][] groups =
        [
            .. rows.Where(row => row.Class is not null)
                .GroupBy(row => row.Key)
                .Select(group => group.Select(row => row.Number).ToArray()),
        ];
        var count = (int)Math.Round(fraction * groups.Length);
        var chosen = count < groups.Length
            ? StratifiedShare.Choose(
                [.. groups.Select(group => rows[group[0]].Class!.Value)], count, numbers => random.Shuffle<int>(numbers))
            : [.. groups.Select(_ => true)];
        var (trained, validated) = (chosen.Count(image => !image), chosen.Count(image => image));
        if (groups.Length > 0 && (trained == 0 || validated == 0))
            throw new InvalidOperationException(
                $"a ValidationFraction of {fraction} of {groups.Length} images leaves {trained} to train on and {validated} to "
                + "validate on: each class keeps an image to train on");
        var second = new bool[rows.Length];
        foreach (var row in groups.Zip(chosen).Where(pair => pair.Second).SelectMany(pair => pair.First))
            second[row] = true;
        return (new RowSelection(second, false), new RowSelection(second, true));
    }

    private static (long Number, long? Class, object Key)[] Rows(
        IDataView view, LabelColumn labels, SamplingKey? key, CancellationToken cancellation)
    {
        DataViewSchema.Column[] columns = key is null ? [labels.Column] : [labels.Column, key.Column];
        return [.. ParallelRows.Read(view, columns, workers: 1, Reader, cancellation)];

        Func<(long, long?, object)> Reader(DataViewRow row)
        {
            var (label, text) = (labels.Reader(row), key?.Reader(row));
            return () => (row.Position, label(), text?.Invoke() ?? (object)row.Position);
        }
    }
}
