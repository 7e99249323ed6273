using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Writes the pixels of a row's image, or zeros where it cannot be read, and then says what is wrong with it.</summary>
internal delegate UnreadableImage? ImageReader(Span<float> planar);

/// <summary>
/// Reads the images of a view's rows. A row whose image cannot be read is known by its number and by what its text columns hold,
/// the image's path among them.
/// </summary>
internal sealed class ImageRows(
    DataViewSchema schema, FeatureColumn features, long maximumPixels = ImageDecoder.UsualMaximumPixels)
{
    private readonly DataViewSchema.Column[] _texts =
        [.. schema.Where(column => column.Type == TextDataViewType.Instance && !column.IsHidden)];

    /// <summary>The columns that must be active.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns => [features.Column, .. _texts];

    /// <summary>A function that reads the image of the row that the cursor stands on.</summary>
    public ImageReader Reader(DataViewRow row)
    {
        var read = new PixelReader(features.Shape, maximumPixels).Of(row, features);
        // Few rows are ever described, and getters are made at a cost.
        var texts = new Lazy<(string Name, ValueGetter<ReadOnlyMemory<char>> Read)[]>(
            () => [.. _texts.Select(column => (column.Name, row.GetGetter<ReadOnlyMemory<char>>(column)))]);
        return planar =>
        {
            try
            {
                read(planar);
                return null;
            }
            catch (Exception e) when (ImageFault.Is(e))
            {
                planar.Clear();
                return new UnreadableImage(new SkippedImage(Describe(row, texts.Value), e.Message), e);
            }
        };
    }

    private string Describe(DataViewRow row, IEnumerable<(string Name, ValueGetter<ReadOnlyMemory<char>> Read)> texts)
    {
        var parts = texts.Select(column =>
        {
            var text = default(ReadOnlyMemory<char>);
            column.Read(ref text);
            return $"{column.Name} '{text}'";
        });
        return string.Join(", ", [features.Column.Name, $"row {row.Position}", .. parts]);
    }
}
