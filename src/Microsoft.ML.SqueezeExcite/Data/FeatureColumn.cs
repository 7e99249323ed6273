using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The feature column of a view: images, encoded images, or float vectors in planar (C, H, W) order. It knows how a row becomes pixels in the order (H, W, C).
/// </summary>
internal abstract class FeatureColumn(DataViewSchema.Column column, FeatureShape shape)
{
    public DataViewSchema.Column Column { get; } = column;

    /// <summary>The shape of what the network gets.</summary>
    public FeatureShape Shape { get; } = shape;

    /// <summary>Finds and checks the column.</summary>
    /// <param name="schema">The view's schema.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="imageSize">The side that images are resized to.</param>
    /// <param name="vectorShape">The shape of a flat vector's images.</param>
    /// <param name="parameter">The option that named the column, for messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it holds no images.</exception>
    public static FeatureColumn Find(
        DataViewSchema schema, string name, int imageSize, FeatureShape? vectorShape, string parameter)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw ColumnFaults.NotFound("feature", name, schema.Select(c => c.Name), parameter);
        return column.Type switch
        {
            ImageDataViewType => new ImageFeatureColumn(column, imageSize),
            var type when DecodedImages.IsEncoded(type) => new BytesFeatureColumn(column, imageSize),
            VectorDataViewType { ItemType: NumberDataViewType { RawType: var item } } vector when item == typeof(float) =>
                new VectorFeatureColumn(column, VectorShape(column.Name, vector, vectorShape, parameter)),
            _ => throw ColumnFaults.NoImages(name, column.Type, parameter),
        };
    }

    /// <summary>Whether a row costs enough to read that several threads gain by it; then what one has read may wait while it reads on.</summary>
    public virtual bool IsDecoded => true;

    /// <summary>The same column, its images at another size. Vectors keep theirs.</summary>
    /// <param name="imageSize">The side.</param>
    public virtual FeatureColumn At(int imageSize) => this;

    /// <summary>The view with images where it holds encoded images: what ML.NET's own steps can take.</summary>
    public virtual IDataView AsImages(IDataView view) => view;

    /// <summary>A function that reads the image of the cursor's row, and gives what adds it to a store.</summary>
    public abstract Func<Action<PixelStore>> Reader(DataViewRow row);

    private static FeatureShape VectorShape(string name, VectorDataViewType type, FeatureShape? given, string parameter)
    {
        if (!type.IsKnownSize)
            throw new ArgumentOutOfRangeException(parameter, name, $"feature column '{name}' must be a vector of known size, was {type}");
        if (given is { } shape)
            return shape.Count == type.Size
                ? shape
                : throw new ArgumentOutOfRangeException(
                    parameter, name, $"feature column '{name}' has {type.Size} values a row, but ImageShape {shape} has {shape.Count}");
        return type.Dimensions is [var c, var h, var w]
            ? new FeatureShape(c, h, w)
            : throw new ArgumentOutOfRangeException(
                parameter, name, $"feature column '{name}' is {type}, which does not say channels, height and width: set ImageShape");
    }
}
