namespace Microsoft.ML.SqueezeExcite;

/// <summary>What was read of a row.</summary>
/// <param name="Label">The class, from 0; null where the label is missing, and then nothing else was read.</param>
/// <param name="AddTo">Adds the image to a store; null where it cannot be read.</param>
/// <param name="Fault">Which row it was, and why its image cannot be read.</param>
/// <param name="Exception">What was thrown then.</param>
internal readonly record struct LabelledRow(long? Label, Action<PixelStore>? AddTo, SkippedImage? Fault = null, Exception? Exception = null);

/// <summary>Reads labels and images of rows, and describes the rows whose image cannot be read.</summary>
internal sealed class LabelledRows(DataViewSchema schema, LabelColumn labels, FeatureColumn features, RowSelection selection)
{
    private readonly RowDescription _rows = new(schema);

    /// <summary>The columns that must be active.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns => [labels.Column, features.Column, .. _rows.Texts];

    /// <summary>A function that reads the row that the cursor stands on; null where it is not selected.</summary>
    public Func<LabelledRow?> Reader(DataViewRow row)
    {
        var label = labels.Reader(row);
        var feature = features.Reader(row);
        var describe = _rows.Describer(row);
        return () =>
        {
            if (!selection.Has(row.Position))
                return null;
            if (label() is not { } index)
                return default(LabelledRow);
            try
            {
                return new LabelledRow(index, feature());
            }
            catch (Exception e) when (ImageFault.Is(e))
            {
                return new LabelledRow(index, null, new SkippedImage($"{features.Column.Name}, {describe()}", e.Message), e);
            }
        };
    }
}
