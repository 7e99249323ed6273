using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    public TrainTestData TrainTestSplit(
        IDataView data, double testFraction = 0.1, string? samplingKeyColumnName = null, int? seed = null)
    {
        _env.CheckValue(data, nameof(data));
        _env.CheckParam(testFraction is > 0 and < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        var (view, column) = AddSplitColumn(_env, data, samplingKeyColumnName, seed);
        return Split(_env, view, column, new RangeFilter(0, testFraction));
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(
        IDataView data, int numberOfFolds = 5, string? samplingKeyColumnName = null, int? seed = null)
    {
        _env.CheckValue(data, nameof(data));
        _env.CheckParam(numberOfFolds > 1, nameof(numberOfFolds), "Must be more than 1");
        return CrossValidationSplit(_env, data, numberOfFolds, samplingKeyColumnName, seed);
    }

    internal static TrainTestData[] CrossValidationSplit(
        IHostEnvironment env, IDataView data, int numberOfFolds, string? samplingKeyColumnName, int? seed)
    {
        var (view, column) = AddSplitColumn(env, data, samplingKeyColumnName, seed);
        return [.. Enumerable.Range(0, numberOfFolds).Select(fold => Split(env, view, column, new RangeFilter(
            (double)fold / numberOfFolds, (double)(fold + 1) / numberOfFolds, IncludesMax: true)))];
    }

    private static TrainTestData Split(IHostEnvironment env, IDataView view, string column, RangeFilter test)
    {
        var drop = new ColumnSelectingTransformer(env, null, [column]);
        return new(
            drop.Transform((test with { Complement = true }).Apply(env, view, column)),
            drop.Transform(test.Apply(env, view, column)));
    }

    // A number or key a row that decides where it goes; rows that share a sampling key share it.
    private static (IDataView View, string Column) AddSplitColumn(
        IHostEnvironment env, IDataView data, string? samplingKeyColumn, int? seed)
    {
        string name = FreeName(data.Schema, "SplitColumn");
        uint? seedToUse = (uint?)(seed ?? ((IHostEnvironmentInternal)env).Seed);
        if (samplingKeyColumn == null)
        {
            var numbers = new RandomNumberMapper(data.Schema, name, seedToUse ?? RandomNumberMapper.DefaultSeed);
            return (new MappedDataView(env.Register("GenerateNumber"), data, numbers, needsOrder: true), name);
        }

        var column = data.Schema.GetColumnOrNull(samplingKeyColumn)
            ?? throw env.ExceptSchemaMismatch(nameof(samplingKeyColumn), "SamplingKeyColumn", samplingKeyColumn);
        if (column.Type is KeyDataViewType)
            return (new ColumnCopyingTransformer(env, (name, samplingKeyColumn)).Transform(data), name);
        if (RangeFilter.CanFilter(column.Type))
            return (new MappedDataView(env.Register("Normalizer"), data, new MinMaxMapper(data, column, name)), name);
        return (Hashed(env, data, column, name, seedToUse), name);
    }

    private static IDataView Hashed(
        IHostEnvironment env, IDataView data, DataViewSchema.Column column, string name, uint? seed)
    {
        string source = column.Name;
        if (column.Type.GetItemType() is DateTimeDataViewType or DateTimeOffsetDataViewType or TimeSpanDataViewType)
        {
            var ticks = new TypeConvertingEstimator.ColumnOptions(name, DataKind.Int64, source);
            data = new TypeConvertingTransformer(env, ticks).Transform(data);
            source = name;
        }

        var options = new HashingEstimator.ColumnOptions(
            name, source, 30, seed ?? HashingEstimator.Defaults.Seed, combine: true);
        return new HashingTransformer(env, data, options).Transform(data);
    }

    private static string FreeName(DataViewSchema schema, string tag)
        => schema.GetColumnOrNull(tag) == null
            ? tag
            : Enumerable.Range(0, int.MaxValue)
                .Select(i => $"temp_{tag}_{i:000}")
                .First(name => schema.GetColumnOrNull(name) == null);

    public struct TrainTestData
    {
        public readonly IDataView TrainSet;

        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
