using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableModel<ValueMappingTransformer>("ValueMappingTransformer")]

namespace Microsoft.ML.Transforms;

/// <summary>Values to the values that a two-column view has for them.</summary>
public class ValueMappingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private const string MapEntry = "DefaultMap.idv";

    private static readonly VersionInfo Version =
        new("VALUMAPG", 0x00010001, 0x00010001, 0x00010001, "ValueMappingTransformer");

    private readonly ValueMap _map;
    private readonly byte[] _lookup;

    internal ValueMappingTransformer(
        IHostEnvironment env,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ValueMappingTransformer)), columns)
    {
        Check(lookupMap, keyColumn, nameof(keyColumn));
        Check(lookupMap, valueColumn, nameof(valueColumn));
        ValueColumn = valueColumn;
        _map = Generic.Bind<IDataView, DataViewSchema.Column, DataViewSchema.Column, ValueMap>(
            ValueMap.Learn<int, int>, keyColumn.Type.RawType, valueColumn.Type.RawType)(lookupMap, keyColumn, valueColumn);
        _lookup = Serialize(env, lookupMap, keyColumn, valueColumn);
    }

    internal DataViewSchema.Column ValueColumn { get; }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var columns = LoadColumns(ctx);
        byte[] bytes = [];
        env.CheckDecode(ctx.TryLoadBinaryStream(
            MapEntry, reader => bytes = reader.ReadArray<byte>((int)reader.BaseStream.Length)));
        var lookup = new BinaryLoader(() => new MemoryStream(bytes));
        return new ValueMappingTransformer(
            env, lookup, lookup.Schema[LookupView.Key], lookup.Schema[LookupView.Value], columns);
    }

    internal static Exception BothVectors(IExceptionContext context, string column)
        => context.ExceptNotSupp(
            $"Column '{column}' cannot be mapped to values when the column and the map values are both vector type.");

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.SaveBinaryStream(MapEntry, writer => writer.Write(_lookup));
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private static byte[] Serialize(
        IHostEnvironment env, IDataView lookup, DataViewSchema.Column key, DataViewSchema.Column value)
    {
        var renamed = new ColumnCopyingTransformer(env, (LookupView.Key, key.Name), (LookupView.Value, value.Name));
        var selected = new ColumnSelectingTransformer(env, [LookupView.Key, LookupView.Value], null);
        using var bytes = new MemoryStream();
        new BinarySaver(bytes).Save(selected.Transform(renamed.Transform(lookup)), keepHidden: false);
        return bytes.ToArray();
    }

    // The column must be of this very view.
    private void Check(IDataView lookup, DataViewSchema.Column column, string name)
    {
        var found = lookup.Schema.GetColumnOrNull(column.Name);
        Host.Check(found != null, $"The selected column {name} is not included in the targeted IDataView dataView");
        Host.Check(
            found.Value.Index == column.Index,
            $"{name}'s column index doesn't match that of the associated column in dataView");
        Host.Check(
            found.Value.Type == column.Type,
            $"{name}'s column type doesn't match that of the associated column in dataView");
        Host.Check(
            found.Value.Annotations == column.Annotations,
            $"{name}'s column annotations don't match those of the associated column in dataView");
    }

    private sealed class Mapper(ValueMappingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select((pair, i) =>
                new DataViewSchema.DetachedColumn(pair.outputColumnName, TypeFor(Input(i)), parent.ValueColumn.Annotations))];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            disposer = null;
            return parent._map.MakeGetter(input, Input(output));
        }

        // Over a vector the values lose their key type and the vector its size, as in official.
        private DataViewType TypeFor(DataViewSchema.Column input)
        {
            var type = parent.ValueColumn.Type;
            if (input.Type is not VectorDataViewType)
                return type;
            if (type is VectorDataViewType)
                throw BothVectors(parent.Host, input.Name);
            return new VectorDataViewType(ColumnTypes.PrimitiveTypeFromType(type.RawType));
        }
    }
}
