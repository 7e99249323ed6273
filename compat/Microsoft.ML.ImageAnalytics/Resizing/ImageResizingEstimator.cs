using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Fits images to one size.</summary>
public sealed partial class ImageResizingEstimator : TrivialEstimator<ImageResizingTransformer>
{
    internal ImageResizingEstimator(
        IHostEnvironment env,
        string outputColumnName,
        int imageWidth,
        int imageHeight,
        string? inputColumnName = null,
        ResizingKind resizing = ResizingKind.IsoCrop,
        Anchor cropAnchor = Anchor.Center)
        : this(env, new ColumnOptions(outputColumnName, imageWidth, imageHeight, inputColumnName, resizing, cropAnchor))
    {
    }

    internal ImageResizingEstimator(IHostEnvironment env, params ColumnOptions[] columns)
        : base(
            Contracts.CheckValue(env).Register(nameof(ImageResizingEstimator)),
            new ImageResizingTransformer(env, columns))
    {
    }

    public enum ResizingKind : byte
    {
        /// <summary>The whole image, with black borders where the shapes differ.</summary>
        IsoPad = 0,

        /// <summary>As much of the image as fills the size.</summary>
        IsoCrop = 1,

        /// <summary>The whole image, stretched.</summary>
        Fill = 2,
    }

    /// <summary>The part of the image that <see cref="ResizingKind.IsoCrop"/> keeps.</summary>
    public enum Anchor : byte
    {
        Right = 0,
        Left = 1,
        Top = 2,
        Bottom = 3,
        Center = 4,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        foreach (var column in Transformer.Columns)
            Host.FindImageColumn(inputSchema, column.InputColumnName);
        return inputSchema.With(Transformer.Columns.Select(column => new SchemaShape.Column(
            column.Name, SchemaShape.Column.VectorKind.Scalar, column.Type, isKey: false)));
    }
}
