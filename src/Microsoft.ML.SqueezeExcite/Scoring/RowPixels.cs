using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Writes the pixels of the cursor's row in (C, H, W) order.</summary>
internal delegate void PixelWriter(Span<float> planar);

/// <summary>
/// Reads a feature column for scoring: images, float vectors in (C, H, W) order, encoded images as bytes, or the paths of image files as text.
/// </summary>
internal sealed class RowPixels
{
    private readonly FeatureShape _shape;
    private readonly ImagePlanes _planes;
    private readonly ImageDecoder _decoder;

    public RowPixels(FeatureShape shape, long maximumPixels)
    {
        _shape = shape;
        _planes = new ImagePlanes(shape);
        _decoder = new ImageDecoder(maximumPixels);
    }

    /// <summary>Checks that a column holds what the network takes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it holds no images of this shape.</exception>
    public static void Check(DataViewSchema schema, string name, FeatureShape shape)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw ColumnFaults.NotFound("feature", name, schema.Select(other => other.Name), nameof(schema));
        if (column.Type is VectorDataViewType { ItemType: NumberDataViewType { RawType: var item } } vector && item == typeof(float))
        {
            if (vector.IsKnownSize && vector.Size != shape.Count)
                throw new ArgumentOutOfRangeException(
                    nameof(schema), name, $"feature column '{name}' has {vector.Size} values a row, the network takes {shape}, which are {shape.Count}");
        }
        else if (column.Type is not (ImageDataViewType or TextDataViewType) && !DecodedImages.IsEncoded(column.Type))
        {
            throw ColumnFaults.NoImages(name, column.Type, nameof(schema));
        }
    }

    /// <summary>A function that writes the pixels of the row's column.</summary>
    public PixelWriter Reader(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Paths(row.GetGetter<ReadOnlyMemory<char>>(column)),
        VectorDataViewType when DecodedImages.IsEncoded(column.Type) => Bytes(row.GetGetter<VBuffer<byte>>(column)),
        VectorDataViewType => Vectors(row.GetGetter<VBuffer<float>>(column)),
        _ => Images(row.GetGetter<MLImage>(column)),
    };

    private PixelWriter Images(ValueGetter<MLImage> getter)
    {
        var image = default(MLImage)!;
        return planar =>
        {
            getter(ref image);
            if (image is null)
                throw new InvalidDataException("there is no image");
            _planes.Write(image, planar);
        };
    }

    private PixelWriter Vectors(ValueGetter<VBuffer<float>> getter)
    {
        var vector = default(VBuffer<float>);
        return planar =>
        {
            getter(ref vector);
            if (vector.Length != _shape.Count)
                throw new InvalidDataException($"it has {vector.Length} values, the network takes {_shape}, which are {_shape.Count}");
            vector.CopyTo(planar);
        };
    }

    private PixelWriter Bytes(ValueGetter<VBuffer<byte>> getter)
    {
        var bytes = default(VBuffer<byte>);
        return planar =>
        {
            getter(ref bytes);
            using var image = _decoder.Decode(bytes);
            _planes.Write(image, planar);
        };
    }

    private PixelWriter Paths(ValueGetter<ReadOnlyMemory<char>> getter)
    {
        var path = default(ReadOnlyMemory<char>);
        return planar =>
        {
            getter(ref path);
            if (path.IsEmpty)
                throw new InvalidDataException("there is no path");
            using var image = _decoder.DecodeFile(path.ToString());
            _planes.Write(image, planar);
        };
    }
}
