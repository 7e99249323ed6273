using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Turns images of one size into vectors of numbers.</summary>
public sealed partial class ImagePixelExtractingEstimator : TrivialEstimator<ImagePixelExtractingTransformer>
{
    internal ImagePixelExtractingEstimator(
        IHostEnvironment env,
        string outputColumnName,
        string? inputColumnName = null,
        ColorBits colorsToExtract = ColorBits.Rgb,
        ColorsOrder orderOfExtraction = ColorsOrder.ARGB,
        bool interleavePixelColors = false,
        float offsetImage = 0,
        float scaleImage = 1,
        bool outputAsFloatArray = true)
        : this(env, new ColumnOptions(outputColumnName, inputColumnName, colorsToExtract, orderOfExtraction,
            interleavePixelColors, offsetImage, scaleImage, outputAsFloatArray))
    {
    }

    internal ImagePixelExtractingEstimator(IHostEnvironment env, params ColumnOptions[] columns)
        : base(
            Contracts.CheckValue(env).Register(nameof(ImagePixelExtractingEstimator)),
            new ImagePixelExtractingTransformer(env, columns))
    {
    }

    [Flags]
    public enum ColorBits : byte
    {
        Alpha = 0x01,
        Red = 0x02,
        Green = 0x04,
        Blue = 0x08,

        Rgb = Red | Green | Blue,
        All = Alpha | Red | Green | Blue,
    }

    /// <summary>The order of the channels; those that are not extracted are passed over.</summary>
    public enum ColorsOrder : byte
    {
        ARGB = 1,
        ARBG = 2,
        ABRG = 3,
        ABGR = 4,
        AGRB = 5,
        AGBR = 6,
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        foreach (var column in Transformer.Columns)
            Host.FindImageColumn(inputSchema, column.InputColumnName);
        return inputSchema.With(Transformer.Columns.Select(column => new SchemaShape.Column(
            column.Name, SchemaShape.Column.VectorKind.Vector, column.ItemType, isKey: false)));
    }
}
