using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a column of images holds.</summary>
internal enum FeatureKind
{
    /// <summary>Images as ML.NET holds them.</summary>
    Image,

    /// <summary>The bytes of image files.</summary>
    Encoded,

    /// <summary>The paths of image files, as text.</summary>
    Path,

    /// <summary>Vectors of Single in (C, H, W) order, as ExtractPixels makes them.</summary>
    Vector,
}

/// <summary>
/// The feature column of a view, found and checked: the one place that says which types of column hold images.
/// </summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Shape">The shape of what the network gets.</param>
internal sealed record FeatureColumn(DataViewSchema.Column Column, FeatureKind Kind, FeatureShape Shape)
{
    // Of pixels: red, green, blue and alpha.
    private const int MostChannels = 4;

    /// <summary>Whether the values are images, which cost enough to read that several threads gain by it.</summary>
    public bool HoldsImages => Kind != FeatureKind.Vector;

    /// <summary>
    /// Whether a vector with a value that is not finite is refused: training would end in NaN. Scoring takes it, as the stock
    /// chain does.
    /// </summary>
    public bool MustBeFinite { get; private init; }

    /// <summary>
    /// How the images are decoded, or were; null where there were no encoded images that are known of: vectors.
    /// </summary>
    public ImageDecoding? Decoding { get; private init; }

    /// <summary>Finds the column in a view to train on: images, encoded images or vectors.</summary>
    /// <param name="schema">The view's schema.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="imageSize">The side that images are resized to.</param>
    /// <param name="vectorShape">The shape of a flat vector's images.</param>
    /// <param name="decoding">How encoded images are to be decoded; null for the usual.</param>
    /// <param name="parameter">The option that named the column, for messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it does not hold images.</exception>
    /// <exception cref="ArgumentException">Its images come decoded, in another way than is asked for.</exception>
    public static FeatureColumn ForTraining(
        DataViewSchema schema, string name, int imageSize, FeatureShape? vectorShape, ImageDecoding? decoding, string parameter)
    {
        var (column, kind) = Find(schema, name, parameter);
        return kind switch
        {
            FeatureKind.Path => throw Columns.MustHoldImages(name, column.Type, parameter),
            FeatureKind.Encoded => new(column, kind, Square(imageSize)) { Decoding = decoding ?? new ImageDecoding() },
            FeatureKind.Image => new(column, kind, Square(imageSize)) { Decoding = Decoded(column, decoding) },
            _ => new(column, kind, VectorShape(column, vectorShape, parameter))
            {
                MustBeFinite = true,
                Decoding = decoding is null ? null : throw HasNoEffect(column, decoding, "it holds vectors"),
            },
        };
    }

    /// <summary>Finds the column in a view to score: what can be trained on, and paths.</summary>
    /// <param name="schema">The view's schema.</param>
    /// <param name="name">The column's name.</param>
    /// <param name="shape">The network's input.</param>
    /// <param name="decoding">How the images that the network was trained on were decoded; null where there were none.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or its images are not of this shape.</exception>
    /// <exception cref="ArgumentException">Its images come decoded, and in another way than those of training.</exception>
    public static FeatureColumn ForScoring(
        DataViewSchema schema, string name, FeatureShape shape, ImageDecoding? decoding = null)
    {
        var (column, kind) = Find(schema, name, nameof(schema));
        if (column.Type is VectorDataViewType { IsKnownSize: true, Size: var size }
            && kind == FeatureKind.Vector
            && size != shape.Count)
            throw new ArgumentOutOfRangeException(
                nameof(schema),
                name,
                $"feature column '{name}' has {size} values a row, the network takes {shape}, which are {shape.Count}");
        if (kind == FeatureKind.Image && decoding is not null && ImageDecodingRecord.Of(column) is { } other && other != decoding)
            throw new ArgumentException(
                $"the images of column '{name}' were decoded with {other}, those that the model was trained on with {decoding}: "
                + "hand the model's own Decoding to DecodeImages",
                nameof(schema));
        return new FeatureColumn(column, kind, shape) { Decoding = decoding };
    }

    /// <summary>Checks the column in the shape of a schema, before there is a view to train on.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column, or it does not hold images.</exception>
    public static void Check(SchemaShape schema, string name, string parameter)
    {
        var column = Columns.Find(schema, name, "feature", parameter);
        if (KindOf(column.ItemType, column.Kind != SchemaShape.Column.VectorKind.Scalar) is null or FeatureKind.Path)
            throw Columns.MustHoldImages(name, $"{column.Kind} of {column.ItemType}", parameter);
    }

    /// <summary>What a column of a type holds; null where that is not images.</summary>
    public static FeatureKind? KindOf(DataViewType type) =>
        type is VectorDataViewType vector ? KindOf(vector.ItemType, isVector: true) : KindOf(type, isVector: false);

    /// <summary>The types of the column that the stock chain of a network of this input takes.</summary>
    public static IReadOnlyList<DataViewType> StockTypes(FeatureShape shape) =>
        [new ImageDataViewType(), new VectorDataViewType(NumberDataViewType.Single, shape.Channels, shape.Height, shape.Width)];

    /// <summary>The same column, its images at another size. Vectors keep theirs.</summary>
    /// <param name="imageSize">The side.</param>
    public FeatureColumn At(int imageSize) => HoldsImages ? this with { Shape = Square(imageSize) } : this;

    /// <summary>The view with images where it holds encoded images: what ML.NET's own steps can take.</summary>
    public IDataView AsImages(IDataView view) =>
        Kind == FeatureKind.Encoded ? new DecodedImages(view, Column.Name, Column.Name, Decoding!) : view;

    private static FeatureKind? KindOf(DataViewType item, bool isVector) => (item, isVector) switch
    {
        (ImageDataViewType, false) => FeatureKind.Image,
        (TextDataViewType, false) => FeatureKind.Path,
        (NumberDataViewType, true) when item == NumberDataViewType.Byte => FeatureKind.Encoded,
        (NumberDataViewType, true) when item == NumberDataViewType.Single => FeatureKind.Vector,
        _ => null,
    };

    private static (DataViewSchema.Column Column, FeatureKind Kind) Find(DataViewSchema schema, string name, string parameter)
    {
        var column = Columns.Find(schema, name, "feature", parameter);
        return (column, KindOf(column.Type) ?? throw Columns.MustHoldImages(name, column.Type, parameter));
    }

    // What another program decoded was not turned: LoadImages, say, does not.
    private static ImageDecoding Decoded(DataViewSchema.Column column, ImageDecoding? asked)
    {
        var was = ImageDecodingRecord.Of(column) ?? ImageDecoding.Stock;
        return asked is null || asked == was ? was : throw HasNoEffect(column, asked, $"its images come decoded, with {was}");
    }

    private static ArgumentException HasNoEffect(DataViewSchema.Column column, ImageDecoding asked, string reason) => new(
        $"Decoding ({asked}) has no effect on column '{column.Name}', {reason}: "
        + "it holds for a column of encoded images, and for ml.Data.DecodeImages");

    private static FeatureShape Square(int side) => new(3, side, side);

    private static FeatureShape VectorShape(DataViewSchema.Column column, FeatureShape? given, string parameter)
    {
        var (name, type) = (column.Name, (VectorDataViewType)column.Type);
        if (!type.IsKnownSize)
            throw new ArgumentOutOfRangeException(
                parameter,
                name,
                $"feature column '{name}' must be a vector of known size, was {type}");
        if (given is { } shape)
            return shape.Count == type.Size
                ? shape
                : throw new ArgumentOutOfRangeException(
                    parameter,
                    name,
                    $"feature column '{name}' has {type.Size} values a row, but ImageShape {shape} has {shape.Count}");
        return type.Dimensions switch
        {
            [> MostChannels, > MostChannels, <= MostChannels] => throw new ArgumentOutOfRangeException(
                parameter,
                name,
                $"feature column '{name}' is {type}, which are pixels one after the other (H, W, C), not planes (C, H, W): "
                + "leave out ExtractPixels' interleavePixelColors, or set ImageShape if the first size is that of the channels"),
            [var c, var h, var w] => new FeatureShape(c, h, w),
            _ => throw new ArgumentOutOfRangeException(
                parameter,
                name,
                $"feature column '{name}' is {type}, which does not say channels, height and width: set ImageShape"),
        };
    }
}
