namespace Microsoft.ML.SqueezeExcite;

/// <summary>What was read of a row.</summary>
/// <param name="Label">The class, from 0; null where the label is missing, and then nothing else was read.</param>
/// <param name="Image">The image, as <see cref="PackedPixels"/> packs it; null where it cannot be read.</param>
/// <param name="Fault">Which row it is, and why its image cannot be read.</param>
/// <param name="Traits">What the image had.</param>
/// <param name="Key">The sampling key; null where each row is on its own.</param>
internal readonly record struct LabelledRow(
    long? Label,
    byte[]? Image = null,
    UnreadableImage? Fault = null,
    ImageTraits Traits = ImageTraits.None,
    string? Key = null);

/// <summary>Reads the labels and the images of rows to train on.</summary>
internal sealed class LabelledRows(
    DataViewSchema schema, LabelColumn labels, FeatureColumn features, RowSelection selection, SamplingKey? key)
{
    private readonly ImageRows _images = new(schema, features);

    /// <summary>The columns that must be active.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns =>
        key is null ? [labels.Column, .. _images.Columns] : [labels.Column, key.Column, .. _images.Columns];

    /// <summary>A function that reads the row that the cursor stands on; null where it is not selected.</summary>
    public Func<LabelledRow?> Reader(DataViewRow row)
    {
        var label = labels.Reader(row);
        var sampling = key?.Reader(row);
        var read = _images.Reader(row);
        var planar = new float[features.Shape.Count];
        return () =>
        {
            if (!selection.Has(row.Position))
                return null;
            if (label() is not { } index)
                return default(LabelledRow);
            var image = read(planar);
            return image.Fault is { } fault
                ? new LabelledRow(index, Fault: fault)
                : new LabelledRow(
                    index,
                    PackedPixels.Pack(planar, features.Shape),
                    Traits: image.Traits,
                    Key: sampling?.Invoke());
        };
    }
}
