using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableModel<TypeConvertingTransformer>("ConvertTransform")]

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(IHostEnvironment env, params ColumnOptions[] columns)
        : base(env.Register(nameof(TypeConvertingEstimator)), new TypeConvertingTransformer(env, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.Columns.Select(column => Map(inputSchema, column)));
    }

    private SchemaShape.Column Map(SchemaShape inputSchema, ColumnOptions column)
    {
        if (!inputSchema.TryFindColumn(column.InputColumnName, out var input))
            throw Host.ExceptSchemaMismatch(nameof(inputSchema), "input", column.InputColumnName);
        Host.CheckParam(
            TypeConvertingTransformer.TryGetItemType(input.ItemType, column, out var type),
            nameof(inputSchema),
            $"Can't convert {column.InputColumnName} into {type}");
        Host.CheckParam(
            Conversions.Find(input.ItemType, type) != null,
            nameof(inputSchema),
            $"Don't know how to convert {column.InputColumnName} into {type}");
        return new(column.Name, input.Kind, type, false, input.Annotations);
    }

    internal sealed record ColumnOptions(string Name, DataKind OutputKind, string InputColumnName, ulong? OutputKeyCount = null);
}

/// <summary>The items of columns to another type, by the standard conversions.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private const byte KeyFlag = 0x80;

    private static readonly VersionInfo Version =
        new("CONVERTF", 0x00010004, 0x00010003, 0x00010004, "ConvertTransform", LoaderSignatureAlt: "ConvertFunction");

    internal TypeConvertingTransformer(IHostEnvironment env, params TypeConvertingEstimator.ColumnOptions[] columns)
        : base(
            env.Register(nameof(TypeConvertingTransformer)),
            [.. columns.Select(column => (column.Name, column.InputColumnName))])
        => Columns = columns;

    internal TypeConvertingEstimator.ColumnOptions[] Columns { get; }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new TypeConvertingTransformer(env, Array.ConvertAll(LoadColumns(ctx), pair =>
        {
            byte kind = ctx.Reader.ReadByte();
            ulong? count = (kind & KeyFlag) != 0 ? ctx.Reader.ReadUInt64() : null;
            return new TypeConvertingEstimator.ColumnOptions(
                pair.outputColumnName, (DataKind)(kind & ~KeyFlag), pair.inputColumnName, count);
        }));
    }

    /// <summary>The item type that a column gets; false if it cannot become that.</summary>
    internal static bool TryGetItemType(
        DataViewType source, TypeConvertingEstimator.ColumnOptions column, out PrimitiveDataViewType type)
    {
        type = ColumnTypes.PrimitiveTypeFromKind(column.OutputKind);
        var item = source.GetItemType();
        if (column.OutputKeyCount is ulong count)
        {
            type = new KeyDataViewType(type.RawType, count);
            return item is KeyDataViewType or TextDataViewType;
        }

        if (item is not KeyDataViewType key)
            return true;
        if (!KeyDataViewType.IsValidDataType(type.RawType))
            return false;
        type = new KeyDataViewType(type.RawType, Math.Min(key.Count, Conversions.MaxValue(type.RawType)));
        return true;
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (var column in Columns)
        {
            ctx.Writer.Write((byte)((byte)column.OutputKind | (column.OutputKeyCount != null ? KeyFlag : 0)));
            if (column.OutputKeyCount is ulong count)
                ctx.Writer.Write(count);
        }
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private sealed class Mapper : OneToOneMapperBase
    {
        private readonly TypeConvertingTransformer _parent;
        private readonly PrimitiveDataViewType[] _types;

        public Mapper(TypeConvertingTransformer parent, DataViewSchema schema)
            : base(parent, schema)
        {
            _parent = parent;
            _types = [.. parent.Columns.Select((column, i) =>
            {
                var source = Input(i).Type;
                parent.Host.CheckParam(
                    TryGetItemType(source, column, out var type) && Conversions.Find(source.GetItemType(), type) != null,
                    "inputSchema",
                    $"source column '{column.InputColumnName}' with item type '{source}' is not compatible with " +
                    $"destination type '{type}'");
                return type;
            })];
        }

        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. _parent.Columns.Select((column, i) => new DataViewSchema.DetachedColumn(
                column.Name,
                Input(i).Type is VectorDataViewType vector ? new VectorDataViewType(_types[i], vector.Dimensions) : _types[i],
                AnnotationsFor(Input(i), _types[i])))];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            disposer = null;
            return Input(output).Type is VectorDataViewType
                ? Conversions.GetVecGetterAs(_types[output], input, Input(output))
                : Conversions.GetGetterAs(_types[output], input, Input(output));
        }

        private static DataViewSchema.Annotations AnnotationsFor(DataViewSchema.Column input, PrimitiveDataViewType type)
        {
            var item = input.Type.GetItemType();
            var annotations = new DataViewSchema.Annotations.Builder();
            annotations.Add(input.Annotations, kind => kind switch
            {
                AnnotationUtils.Kinds.SlotNames => input.Type.IsKnownSizeVector(),
                AnnotationUtils.Kinds.KeyValues => type.GetKeyCount() > 0 && type.GetKeyCount() == item.GetKeyCount(),
                AnnotationUtils.Kinds.IsNormalized => item is NumberDataViewType && type is NumberDataViewType,
                _ => false,
            });
            if (input.Type is BooleanDataViewType && type is NumberDataViewType)
                annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
            return annotations.ToAnnotations();
        }
    }
}
