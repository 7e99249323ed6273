using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableModel<KeyToValueMappingTransformer>("KeyToValueTransform")]

namespace Microsoft.ML.Transforms;

public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(
        IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingEstimator)), new KeyToValueMappingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.ColumnPairs.Select(pair => Map(inputSchema, pair)));
    }

    private SchemaShape.Column Map(SchemaShape inputSchema, (string Output, string Input) pair)
    {
        if (!inputSchema.TryFindColumn(pair.Input, out var column))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.Input);
        if (!column.IsKey)
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", pair.Input, "KeyType", column.GetTypeString());
        if (!column.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var values))
            throw Host.ExceptParam(nameof(inputSchema), $"Input column '{pair.Input}' doesn't contain key values metadata");
        var slotNames = column.HasSlotNames()
            ? column.Annotations.Where(kind => kind.Name == AnnotationUtils.Kinds.SlotNames)
            : [];
        return new(pair.Output, column.Kind, values.ItemType, values.IsKey, new SchemaShape(slotNames));
    }
}

/// <summary>Keys to the values that the column's annotations have for them; missing keys to NaN or the default.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private static readonly VersionInfo Version = new("KEY2VALT", 0x00010001, 0x00010001, 0x00010001, "KeyToValueTransform");

    internal KeyToValueMappingTransformer(
        IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(KeyToValueMappingTransformer)), columns)
    {
    }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new KeyToValueMappingTransformer(env, LoadColumns(ctx));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper : OneToOneMapperBase
    {
        private readonly KeyToValueMappingTransformer _parent;
        private readonly PrimitiveDataViewType[] _valueTypes;

        public Mapper(KeyToValueMappingTransformer parent, DataViewSchema schema)
            : base(parent, schema)
        {
            _parent = parent;
            _valueTypes = [.. parent.ColumnPairs.Select((_, i) => ValueTypeOf(Input(i)))];
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. _parent.ColumnPairs.Select((pair, i) => new DataViewSchema.DetachedColumn(
                pair.outputColumnName,
                Input(i).Type is VectorDataViewType vector
                    ? new VectorDataViewType(_valueTypes[i], vector.Dimensions)
                    : _valueTypes[i],
                Input(i).Annotations.Only(kind => kind == AnnotationUtils.Kinds.SlotNames)))];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            disposer = null;
            var column = Input(output);
            return Generic.Bind<DataViewRow, DataViewSchema.Column, Delegate>(
                MakeGetter<uint, int>, column.Type.GetItemType().RawType, _valueTypes[output].RawType)(input, column);
        }

        private static Delegate MakeGetter<TKey, TValue>(DataViewRow input, DataViewSchema.Column column)
        {
            VBuffer<TValue> keyValues = default;
            column.GetKeyValues(ref keyValues);
            TValue[] values = [.. keyValues.DenseValues()];
            var missing = Missing<TValue>();
            var toIndex = Conversions.Find<TKey, uint>(column.Type.GetItemType(), NumberDataViewType.UInt32)!;
            return column.Type is VectorDataViewType
                ? ItemMapping.Vector<TKey, TValue>(input, column, Map, missing)
                : ItemMapping.Scalar<TKey, TValue>(input, column, Map);

            void Map(in TKey key, ref TValue value)
            {
                uint index = 0;
                toIndex(in key, ref index);
                value = index - 1 < (uint)values.Length ? values[index - 1] : missing;
            }
        }

        private static TValue Missing<TValue>()
            => typeof(TValue) == typeof(float) ? (TValue)(object)float.NaN
                : typeof(TValue) == typeof(double) ? (TValue)(object)double.NaN
                : default!;

        private PrimitiveDataViewType ValueTypeOf(DataViewSchema.Column column)
        {
            var values = column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type;
            _parent.Host.Check(values != null, "Metadata KeyValues does not exist");
            _parent.Host.Check(
                (ulong)values.GetVectorSize() == column.Type.GetItemType().GetKeyCount(),
                "KeyValues metadata size does not match column type key count");
            return (PrimitiveDataViewType)values.GetItemType();
        }
    }
}
