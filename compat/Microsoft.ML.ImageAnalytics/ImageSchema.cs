using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>What the transforms of this assembly ask of their input columns, with the standard errors.</summary>
internal static class ImageSchema
{
    public static SchemaShape.Column FindColumn(this IHost host, SchemaShape inputSchema, string name)
        => inputSchema.TryFindColumn(name, out var column)
            ? column
            : throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);

    public static SchemaShape.Column FindImageColumn(this IHost host, SchemaShape inputSchema, string name)
        => host.FindScalarColumn<ImageDataViewType>(inputSchema, name, new ImageDataViewType());

    public static SchemaShape.Column FindTextColumn(this IHost host, SchemaShape inputSchema, string name)
        => host.FindScalarColumn<TextDataViewType>(inputSchema, name, TextDataViewType.Instance);

    public static ImageDataViewType CheckImageColumn(this IHost host, DataViewSchema inputSchema, int column)
        => inputSchema[column].Type as ImageDataViewType
            ?? throw host.ExceptMismatch(inputSchema, column, "image");

    public static Exception ExceptMismatch(
        this IHost host, DataViewSchema inputSchema, int column, string expected, string? actual = null)
        => host.ExceptSchemaMismatch(
            nameof(inputSchema), "input", inputSchema[column].Name, expected, actual ?? $"{inputSchema[column].Type}");

    private static SchemaShape.Column FindScalarColumn<TType>(
        this IHost host, SchemaShape inputSchema, string name, TType expected)
        where TType : DataViewType
    {
        var column = host.FindColumn(inputSchema, name);
        return column is { ItemType: TType, Kind: SchemaShape.Column.VectorKind.Scalar }
            ? column
            : throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name, $"{expected}", column.GetTypeString());
    }
}
