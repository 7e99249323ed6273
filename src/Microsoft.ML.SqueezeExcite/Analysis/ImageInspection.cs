using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A row of a view that was inspected.</summary>
/// <param name="Image">Which image it is, and why it cannot be read.</param>
/// <param name="Facts">What it is; null where it cannot be read.</param>
internal readonly record struct InspectedRow(CheckedImage Image, InspectedImage? Facts);

/// <summary>Inspects the images of a view, on several threads, in the order of the rows.</summary>
/// <param name="part">What the view is.</param>
/// <param name="view">The view.</param>
/// <param name="labelName">The column of labels.</param>
/// <param name="imageName">The column of images.</param>
internal sealed class ImageInspection(string part, IDataView view, string labelName, string imageName)
{
    private readonly ImageDecoder _decoder = new(new ImageDecoding());
    private readonly DataViewSchema.Column _images = FindImages(view.Schema, imageName);
    private readonly TextLabels _labels = TextLabels.Find(view.Schema, labelName);

    /// <summary>Inspects them.</summary>
    public IEnumerable<InspectedRow> Rows(CancellationToken cancellation) =>
        ParallelRows.Read(view, [_labels.Column, _images], Environment.ProcessorCount, Reader, cancellation);

    private static DataViewSchema.Column FindImages(DataViewSchema schema, string name)
    {
        var column = Columns.Find(schema, name, "image", "imageColumnName");
        return FeatureColumn.KindOf(column.Type) is FeatureKind.Path or FeatureKind.Encoded or FeatureKind.Image
            ? column
            : throw new ArgumentOutOfRangeException(
                "imageColumnName",
                name,
                $"image column '{name}' must hold paths (text), encoded images (vectors of Byte) or images (MLImage), was "
                + $"{column.Type}");
    }

    private Func<InspectedRow> Reader(DataViewRow row)
    {
        var label = _labels.Reader(row);
        var isPath = FeatureColumn.KindOf(_images.Type) == FeatureKind.Path;
        var readPath = isPath ? row.GetGetter<ReadOnlyMemory<char>>(_images) : null;
        var inspect = isPath ? null : Inspector(row);
        return () =>
        {
            var text = default(ReadOnlyMemory<char>);
            readPath?.Invoke(ref text);
            var image = new CheckedImage(part, row.Position, isPath ? text.ToString() : null, label());
            try
            {
                return new InspectedRow(image, isPath ? OfFile(image.Path!) : inspect!());
            }
            catch (Exception e) when (ImageFault.Is(e))
            {
                return new InspectedRow(image with { Fault = Reason(e, image.Path) }, null);
            }
        };
    }

    private Func<InspectedImage> Inspector(DataViewRow row)
    {
        if (FeatureColumn.KindOf(_images.Type) == FeatureKind.Image)
        {
            var getter = row.GetGetter<MLImage>(_images);
            // The image is its column's: the column disposes of it, or its owner does.
            var image = default(MLImage)!;
            return () =>
            {
                getter(ref image);
                return image is null ? throw NoImage() : InspectedImage.Of(image.Pixels, image, DecodedTraits.Of(image));
            };
        }

        var bytes = row.GetGetter<VBuffer<byte>>(_images);
        return () =>
        {
            var value = default(VBuffer<byte>);
            bytes(ref value);
            return OfBytes(value.DenseValues().ToArray());
        };
    }

    private InspectedImage OfFile(string path) => path.Length == 0 ? throw NoImage() : ImageDecoder.ReadFile(path, OfBytes);

    private InspectedImage OfBytes(ReadOnlyMemory<byte> encoded)
    {
        using var decoded = _decoder.Decode(encoded);
        return InspectedImage.Of(encoded.Span, decoded.Image, decoded.Traits);
    }

    private static InvalidDataException NoImage() => new("there is no image");

    private static string Reason(Exception fault, string? path) =>
        string.IsNullOrEmpty(path) ? fault.Message : FileFault.Reason(fault, path);
}
