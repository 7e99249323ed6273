using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    internal ValueMappingEstimator(
        IHostEnvironment env,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        params (string outputColumnName, string inputColumnName)[] columns)
        : base(
            env.Register(nameof(ValueMappingEstimator)),
            new ValueMappingTransformer(env, lookupMap, keyColumn, valueColumn, columns))
    {
    }

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.ColumnPairs.Select(pair => Map(inputSchema, pair)));
    }

    private SchemaShape.Column Map(SchemaShape inputSchema, (string Output, string Input) pair)
    {
        if (!inputSchema.TryFindColumn(pair.Input, out var input))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.Input);
        var value = Transformer.ValueColumn;
        var kind = value.Type is not VectorDataViewType vector ? SchemaShape.Column.VectorKind.Scalar
            : vector.IsKnownSize ? SchemaShape.Column.VectorKind.Vector
            : SchemaShape.Column.VectorKind.VariableVector;
        if (input.Kind != SchemaShape.Column.VectorKind.Scalar)
        {
            if (value.Type is VectorDataViewType)
                throw ValueMappingTransformer.BothVectors(Host, pair.Input);
            kind = input.Kind;
        }

        bool isKey = value.Type is KeyDataViewType;
        var itemType = isKey ? NumberDataViewType.UInt32 : value.Type.GetItemType();
        return new(pair.Output, kind, itemType, isKey, SchemaShape.Create(value.Annotations.Schema));
    }
}

public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(
        IHostEnvironment env,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        params (string outputColumnName, string inputColumnName)[] columns)
        : base(env, lookupMap, keyColumn, valueColumn, columns)
    {
    }
}
