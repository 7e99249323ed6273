using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Writes the pixels of a row's image, or zeros where it cannot be read, and then says what is wrong with it.</summary>
internal delegate ReadImage ImageReader(Span<float> planar);

/// <summary>What there is to say of an image that was read.</summary>
/// <param name="Fault">What is wrong with it; null where its pixels were written.</param>
/// <param name="Traits">What it had.</param>
internal readonly record struct ReadImage(UnreadableImage? Fault, ImageTraits Traits);

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
        var read = new PixelReader(features.Shape, features.Decoding, maximumPixels).Of(row, features);
        // Few rows are ever described, and getters are made at a cost.
        var texts = new Lazy<Func<(string Name, string Text)[]>>(() => Texts(row));
        return planar =>
        {
            try
            {
                return new ReadImage(null, read(planar));
            }
            catch (Exception e) when (ImageFault.Is(e))
            {
                planar.Clear();
                var said = texts.Value();
                var name = string.Join(
                    ", ",
                    [features.Column.Name, $"row {row.Position}", .. said.Select(column => $"{column.Name} '{column.Text}'")]);
                var image = new SkippedImage(name, Reason(e, said.Select(column => column.Text)));
                return new ReadImage(new UnreadableImage(image, e), ImageTraits.None);
            }
        };
    }

    private Func<(string Name, string Text)[]> Texts(DataViewRow row)
    {
        var getters = _texts
            .Select(column => (column.Name, Read: row.GetGetter<ReadOnlyMemory<char>>(column)))
            .ToArray();
        return () => Array.ConvertAll(getters, column =>
        {
            var text = default(ReadOnlyMemory<char>);
            column.Read(ref text);
            return (column.Name, text.ToString());
        });
    }

    // The row's texts are said before it, and the path is one of them.
    private static string Reason(Exception fault, IEnumerable<string> said)
    {
        var path = said.FirstOrDefault(text =>
            text.Length > 0 && fault.Message.Contains($"{text}'", StringComparison.Ordinal));
        return path is null ? fault.Message : FileFault.Reason(fault, path);
    }
}
