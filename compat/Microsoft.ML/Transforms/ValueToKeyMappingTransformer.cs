using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

[assembly: LoadableModel<ValueToKeyMappingTransformer>("TermTransform")]

namespace Microsoft.ML.Transforms;

/// <summary>Values to the keys they were given when the transformer was fitted; unknown values to the missing key.</summary>
public sealed partial class ValueToKeyMappingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private const string Vocabulary = "Vocabulary";

    private static readonly VersionInfo Version = new("TERMTRNF", 0x00010003, 0x00010003, 0x00010003, "TermTransform");
    private static readonly VersionInfo VocabularyVersion = new("TERM MAN", 0x00010002, 0x00010002, 0x00010002, "TermManager");

    private readonly TermMap[] _maps;
    private readonly bool[] _textKeyValues;

    private ValueToKeyMappingTransformer(
        IHost host, (string outputColumnName, string inputColumnName)[] columns, TermMap[] maps, bool[] textKeyValues)
        : base(host, columns)
    {
        _maps = maps;
        _textKeyValues = textKeyValues;
    }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var columns = LoadColumns(ctx);
        bool[] textKeyValues = [.. columns.Select(_ => ctx.Reader.ReadBoolByte())];
        TermMap[] maps = [];
        bool found = ctx.TryProcessSubModel(Vocabulary, vocabulary =>
        {
            vocabulary.CheckAtModel(VocabularyVersion);
            env.CheckDecode(vocabulary.Reader.ReadInt32() == columns.Length);
            maps = [.. columns.Select(_ => TermMap.Load(vocabulary))];
        });
        env.CheckDecode(found, $"Missing {Vocabulary} model");
        return new ValueToKeyMappingTransformer(env.Register("Term"), columns, maps, textKeyValues);
    }

    internal static ValueToKeyMappingTransformer Train(
        IHostEnvironment env, IDataView input, ValueToKeyMappingEstimator.ColumnOptions[] options, IDataView? keyData)
    {
        var host = env.Register("Term");
        host.CheckValue(input, nameof(input));
        DataViewSchema.Column[] columns = [.. options.Select(option => FindInput(host, input.Schema, option.InputColumnName))];
        var maps = keyData == null ? Train(host, input, columns, options) : TrainOn(host, keyData, columns, options);
        return new(
            host,
            [.. options.Select(option => (option.OutputColumnName, option.InputColumnName))],
            maps,
            [.. options.Select(option => option.AddKeyValueAnnotationsAsText)]);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (bool asText in _textKeyValues)
            ctx.Writer.WriteBoolByte(asText);
        ctx.SaveSubModel(Vocabulary, vocabulary =>
        {
            vocabulary.SetVersionInfo(VocabularyVersion);
            vocabulary.Writer.Write(_maps.Length);
            foreach (var map in _maps)
                map.Save(vocabulary);
            vocabulary.SaveTextStream("Terms.txt", writer => Array.ForEach(_maps, map => map.WriteText(writer)));
        });
    }

    private protected override void CheckInputColumn(DataViewSchema inputSchema, int pair, int column)
        => CheckType(Host, inputSchema[column]);

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private static DataViewSchema.Column FindInput(IHost host, DataViewSchema inputSchema, string name)
    {
        var column = inputSchema.GetColumnOrNull(name) ?? throw host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
        CheckType(host, column);
        return column;
    }

    private static void CheckType(IHost host, DataViewSchema.Column column)
    {
        if (column.Type.GetItemType() is KeyDataViewType || column.Type.GetItemType().IsStandardScalar())
            return;
        throw host.ExceptSchemaMismatch(
            "inputSchema", "input", column.Name, "standard type or a vector of standard type", column.Type.ToString()!);
    }

    // One pass over the data for all columns.
    private static TermMap[] Train(
        IHost host, IDataView input, DataViewSchema.Column[] columns, ValueToKeyMappingEstimator.ColumnOptions[] options)
    {
        foreach (var option in options)
            host.CheckUserArg(option.MaximumNumberOfKeys > 0, "MaxNumTerms", "Must be positive");
        var maps = Array.ConvertAll(columns, column => TermMap.Create((PrimitiveDataViewType)column.Type.GetItemType()));
        using var cursor = input.GetRowCursor(columns.DistinctBy(column => column.Index));
        var trainers = maps
            .Select((map, i) => map.MakeTrainer(cursor, columns[i], options[i].MaximumNumberOfKeys))
            .ToList();
        while (trainers.Count > 0 && cursor.MoveNext())
            trainers.RemoveAll(train => !train());
        return Sorted(maps, options);
    }

    // The given values are the keys of every column.
    private static TermMap[] TrainOn(
        IHost host, IDataView keyData, DataViewSchema.Column[] columns, ValueToKeyMappingEstimator.ColumnOptions[] options)
    {
        var source = keyData.Schema[0];
        var itemType = (PrimitiveDataViewType)columns[0].Type.GetItemType();
        host.CheckUserArg(
            source.Type.Equals(itemType),
            nameof(keyData),
            $"Input data's column must be of type '{itemType}' but was '{source.Type}'");
        foreach (var (column, option) in columns.Zip(options))
        {
            var type = column.Type.GetItemType();
            host.CheckParam(
                type.Equals(itemType),
                nameof(keyData),
                $"Terms from input data type '{itemType}' but mismatches column '{option.OutputColumnName}' item type '{type}'");
        }

        var map = TermMap.Create(itemType);
        using (var cursor = keyData.GetRowCursor(source))
        {
            var train = map.MakeTrainer(cursor, source, int.MaxValue);
            while (cursor.MoveNext() && train())
            {
            }
        }

        if (map.Count == 0)
        {
            using var channel = host.Start("Training");
            channel.Warning(MessageSensitivity.None, "Map from the term data resulted in an empty map.");
        }

        return Sorted([.. columns.Select(_ => map)], options);
    }

    private static TermMap[] Sorted(TermMap[] maps, ValueToKeyMappingEstimator.ColumnOptions[] options)
    {
        foreach (var (map, option) in maps.Zip(options).DistinctBy(pair => pair.First))
        {
            if (option.KeyOrdinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
                map.Sort();
        }

        return maps;
    }
}
