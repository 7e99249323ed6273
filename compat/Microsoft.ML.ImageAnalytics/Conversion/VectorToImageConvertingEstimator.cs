using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Turns vectors of numbers into images of one size.</summary>
public sealed partial class VectorToImageConvertingEstimator : TrivialEstimator<VectorToImageConvertingTransformer>
{
    internal VectorToImageConvertingEstimator(IHostEnvironment env, params ColumnOptions[] columnOptions)
        : base(
            Contracts.CheckValue(env).Register(nameof(VectorToImageConvertingEstimator)),
            new VectorToImageConvertingTransformer(env, columnOptions))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(column =>
        {
            var source = Host.FindColumn(inputSchema, column.InputColumnName);
            if (source.Kind != SchemaShape.Column.VectorKind.Vector || !IsConvertible(source.ItemType))
                throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", column.InputColumnName,
                    "known-size vector of type Single, Double or Byte", source.GetTypeString());
            return new SchemaShape.Column(column.Name, SchemaShape.Column.VectorKind.Scalar, column.Type, isKey: false);
        }));
    }

    internal static bool IsConvertible(DataViewType type)
        => type == NumberDataViewType.Single || type == NumberDataViewType.Double || type == NumberDataViewType.Byte;
}
