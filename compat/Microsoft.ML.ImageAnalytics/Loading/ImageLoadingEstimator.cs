using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.Data;

/// <summary>Reads the files that a text column names, as images or as bytes.</summary>
public sealed class ImageLoadingEstimator : TrivialEstimator<ImageLoadingTransformer>
{
    internal ImageLoadingEstimator(
        IHostEnvironment env, string? imageFolder, params (string outputColumnName, string inputColumnName)[] columns)
        : this(env, imageFolder, type: true, columns)
    {
    }

    internal ImageLoadingEstimator(
        IHostEnvironment env, string? imageFolder, bool type, params (string outputColumnName, string inputColumnName)[] columns)
        : base(
            Contracts.CheckValue(env).Register(nameof(ImageLoadingEstimator)),
            new ImageLoadingTransformer(env, imageFolder, type, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        foreach (var (_, input) in Transformer.Columns)
            Host.FindTextColumn(inputSchema, input);
        return inputSchema.With(Transformer.Columns.Select(pair => OutputColumn(pair.outputColumnName)));
    }

    private SchemaShape.Column OutputColumn(string name) => Transformer.LoadsImages
        ? new(name, SchemaShape.Column.VectorKind.Scalar, new ImageDataViewType(), isKey: false)
        : new(name, SchemaShape.Column.VectorKind.VariableVector, NumberDataViewType.Byte, isKey: false);
}
