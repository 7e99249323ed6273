using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Takes the colour out of images.</summary>
public sealed class ImageGrayscalingEstimator : TrivialEstimator<ImageGrayscalingTransformer>
{
    internal ImageGrayscalingEstimator(
        IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(
            Contracts.CheckValue(env).Register(nameof(ImageGrayscalingEstimator)),
            new ImageGrayscalingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(pair =>
        {
            var source = Host.FindImageColumn(inputSchema, pair.inputColumnName);
            return new SchemaShape.Column(pair.outputColumnName, source.Kind, source.ItemType, source.IsKey, source.Annotations);
        }));
    }
}
