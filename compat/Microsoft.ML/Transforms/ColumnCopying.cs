using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableModel<ColumnCopyingTransformer>("CopyTransform")]

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(
        IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ColumnCopyingEstimator)), new ColumnCopyingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.ColumnPairs.Select(pair =>
            inputSchema.TryFindColumn(pair.inputColumnName, out var source)
                ? new SchemaShape.Column(
                    pair.outputColumnName, source.Kind, source.ItemType, source.IsKey, source.Annotations)
                : throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.inputColumnName)));
    }
}

public sealed class ColumnCopyingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private static readonly VersionInfo Version = new("COPYCOLT", 0x00010001, 0x00010001, 0x00010001, "CopyTransform");

    internal ColumnCopyingTransformer(
        IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ColumnCopyingTransformer)), columns)
    {
    }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ColumnCopyingTransformer(env, LoadColumns(ctx));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper(ColumnCopyingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select((pair, i) =>
                new DataViewSchema.DetachedColumn(pair.outputColumnName, Input(i).Type, Input(i).Annotations))];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            disposer = null;
            return RowCursorUtils.GetGetterAsDelegate(input, input.Schema[Input(output).Index]);
        }
    }
}
