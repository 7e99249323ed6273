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
    /// Parts the rows of a view, the same share of each class. Only the labels are read; rows without one go with the first part.
    /// </summary>
    /// <param name="view">The view.</param>
    /// <param name="labels">Its label column.</param>
    /// <param name="fraction">The share of the second part, between 0 and 1.</param>
    /// <param name="random">Chooses the rows.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="InvalidOperationException">One part has no row with a label.</exception>
    public static (RowSelection First, RowSelection Second) Split(
        IDataView view, LabelColumn labels, double fraction, RandomStream random, CancellationToken cancellation)
    {
        var classes = ParallelRows.Read(view, [labels.Column], workers: 1, labels.Reader, cancellation).ToArray();
        var second = new bool[classes.Length];
        var labelled = Enumerable.Range(0, classes.Length).Where(row => classes[row] is not null).ToArray();
        foreach (var members in labelled.GroupBy(row => classes[row]!.Value).OrderBy(group => group.Key))
        {
            var order = members.ToArray();
            random.Shuffle<int>(order);
            foreach (var row in order.Take((int)Math.Round(fraction * order.Length)))
                second[row] = true;
        }

        var count = second.Count(row => row);
        return labelled.Length == 0 || (count > 0 && count < labelled.Length)
            ? (new RowSelection(second, false), new RowSelection(second, true))
            : throw new InvalidOperationException(
                $"a ValidationFraction of {fraction} of {labelled.Length} images leaves {labelled.Length - count} to train on "
                + $"and {count} to validate on");
    }
}
