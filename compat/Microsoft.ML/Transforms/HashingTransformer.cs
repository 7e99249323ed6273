using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableModel<HashingTransformer>("HashTransform")]

namespace Microsoft.ML.Transforms;

/// <summary>Values to keys by hashing: nothing is learned, unless the values behind the hashes are asked for.</summary>
public sealed class HashingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private static readonly VersionInfo Version = new("HASHTRNS", 0x00010004, 0x00010004, 0x00010003, "HashTransform");

    private readonly HashingEstimator.ColumnOptions[] _columns;
    private readonly VBuffer<ReadOnlyMemory<char>>[] _keyValues;

    internal HashingTransformer(IHostEnvironment env, IDataView input, params HashingEstimator.ColumnOptions[] columns)
        : base(env.Register("Hash"), [.. columns.Select(column => (column.Name, column.InputColumnName))])
    {
        _columns = columns;
        Host.CheckValue(input, nameof(input));
        MakeRowMapper(input.Schema);
        _keyValues = InvertedHashes.Collect(input, columns, MakeGetter);
    }

    private HashingTransformer(
        IHost host, HashingEstimator.ColumnOptions[] columns, VBuffer<ReadOnlyMemory<char>>[] keyValues)
        : base(host, [.. columns.Select(column => (column.Name, column.InputColumnName))])
    {
        _columns = columns;
        _keyValues = keyValues;
    }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        const uint AddedCombine = 0x00010004;
        ctx.CheckAtModel(Version);
        var pairs = LoadColumns(ctx);
        HashingEstimator.ColumnOptions[] columns = [.. pairs.Select(pair => new HashingEstimator.ColumnOptions(
            pair.outputColumnName,
            pair.inputColumnName,
            ctx.Reader.ReadInt32(),
            ctx.Reader.ReadUInt32(),
            ctx.Reader.ReadBoolByte())
        {
            Combine = ctx.ModelVerWritten >= AddedCombine && ctx.Reader.ReadBoolByte(),
        })];
        env.CheckDecode(columns.All(column => column.NumberOfBits is >= 1 and <= 31));
        return new HashingTransformer(env.Register("Hash"), columns, InvertedHashes.Load(ctx, columns.Length));
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (var column in _columns)
        {
            ctx.Writer.Write(column.NumberOfBits);
            ctx.Writer.Write(column.Seed);
            ctx.Writer.WriteBoolByte(column.UseOrderedHashing);
            ctx.Writer.WriteBoolByte(column.Combine);
        }

        InvertedHashes.Save(ctx, _keyValues);
    }

    private protected override void CheckInputColumn(DataViewSchema inputSchema, int pair, int column)
        => Host.CheckParam(
            HashRules.Has(inputSchema[column].Type.GetItemType()), nameof(inputSchema), HashRules.ExpectedType);

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private Delegate MakeGetter(DataViewRow row, DataViewSchema.Column column, int index)
        => Generic.Bind<DataViewRow, DataViewSchema.Column, HashingEstimator.ColumnOptions, Delegate>(
            MakeGetter<int>, column.Type.GetItemType().RawType)(row, column, _columns[index]);

    private static Delegate MakeGetter<T>(
        DataViewRow row, DataViewSchema.Column column, HashingEstimator.ColumnOptions options)
    {
        var rule = HashRules.For<T>(column.Type.GetItemType());
        uint seed = options.Seed;
        uint mask = options.Mask;
        if (column.Type is not VectorDataViewType)
        {
            if (options.UseOrderedHashing)
                seed = Hashing.MurmurRound(seed, 0);
            return ItemMapping.Scalar<T, uint>(row, column, Hash);
        }

        if (options.Combine)
            return ItemMapping.Scalar<VBuffer<T>, uint>(row, column, HashAll);
        return options.UseOrderedHashing
            ? MakeOrderedGetter(row, column, rule, options)
            : ItemMapping.Vector<T, uint>(row, column, Hash, rule.Hash(seed, mask, default!));

        void Hash(in T value, ref uint hash) => hash = rule.Hash(seed, mask, in value);

        void HashAll(in VBuffer<T> values, ref uint hash) => hash = rule.HashAll(seed, mask, in values);
    }

    // The position of each item takes part in its hash.
    private static ValueGetter<VBuffer<uint>> MakeOrderedGetter<T>(
        DataViewRow row, DataViewSchema.Column column, HashRule<T> rule, HashingEstimator.ColumnOptions options)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        bool keepsSparse = rule.Hash(options.Seed, options.Mask, default!) == 0;
        VBuffer<T> source = default;
        return (ref VBuffer<uint> dst) =>
        {
            getter(ref source);
            if (!keepsSparse && !source.IsDense)
                source.CopyToDense(ref source);
            var values = source.GetValues();
            var indices = source.GetIndices();
            var editor = VBufferEditor.Create(ref dst, source.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
            {
                uint slot = (uint)(source.IsDense ? i : indices[i]);
                editor.Values[i] = rule.Hash(Hashing.MurmurRound(options.Seed, slot), options.Mask, in values[i]);
            }

            indices.CopyTo(editor.Indices);
            dst = editor.Commit();
        };
    }

    private sealed class Mapper(HashingTransformer parent, DataViewSchema schema) : OneToOneMapperBase(parent, schema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent._columns.Select((options, i) =>
            {
                var key = new KeyDataViewType(typeof(uint), 1ul << options.NumberOfBits);
                DataViewType type = Input(i).Type is VectorDataViewType vector && !options.Combine
                    ? new VectorDataViewType(key, vector.Size)
                    : key;
                var annotations = new DataViewSchema.Annotations.Builder();
                annotations.Add(Input(i).Annotations, kind => kind == AnnotationUtils.Kinds.SlotNames);
                if (parent._keyValues[i].Length > 0)
                {
                    annotations.AddKeyValues(
                        parent._keyValues[i].Length,
                        TextDataViewType.Instance,
                        (ref VBuffer<ReadOnlyMemory<char>> dst) => parent._keyValues[i].CopyTo(ref dst));
                }

                return new DataViewSchema.DetachedColumn(options.Name, type, annotations.ToAnnotations());
            })];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            disposer = null;
            return parent.MakeGetter(input, Input(output), output);
        }
    }
}
