using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace Microsoft.ML;

public static class ConversionsExtensionsCatalog
{
    public static HashingEstimator Hash(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int numberOfBits = HashingEstimator.Defaults.NumberOfBits,
        int maximumNumberOfInverts = HashingEstimator.Defaults.MaximumNumberOfInverts)
        => catalog.Hash(new HashingEstimator.ColumnOptions(
            outputColumnName, inputColumnName, numberOfBits, maximumNumberOfInverts: maximumNumberOfInverts));

    public static HashingEstimator Hash(
        this TransformsCatalog.ConversionTransforms catalog, params HashingEstimator.ColumnOptions[] columns)
        => new(catalog.GetEnvironment(), columns);

    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        DataKind outputKind = DataKind.Single)
        => catalog.ConvertType([new InputOutputColumnPair(outputColumnName, inputColumnName)], outputKind);

    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        DataKind outputKind = DataKind.Single)
    {
        var env = catalog.GetEnvironment();
        env.CheckValue(columns, nameof(columns));
        return new(env, Array.ConvertAll(columns, pair =>
            new TypeConvertingEstimator.ColumnOptions(pair.OutputColumnName, outputKind, pair.InputColumnName)));
    }

    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string? inputColumnName = null)
        => new(catalog.GetEnvironment(), (outputColumnName, inputColumnName ?? outputColumnName));

    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns)
    {
        var env = catalog.GetEnvironment();
        env.CheckValue(columns, nameof(columns));
        return new(env, InputOutputColumnPair.ToTuples(columns));
    }

    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int maximumNumberOfKeys = Defaults.MaximumNumberOfKeys,
        KeyOrdinality keyOrdinality = Defaults.Ordinality,
        bool addKeyValueAnnotationsAsText = Defaults.AddKeyValueAnnotationsAsText,
        IDataView? keyData = null)
        => catalog.MapValueToKey(
            [new InputOutputColumnPair(outputColumnName, inputColumnName)],
            maximumNumberOfKeys,
            keyOrdinality,
            addKeyValueAnnotationsAsText,
            keyData);

    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        InputOutputColumnPair[] columns,
        int maximumNumberOfKeys = Defaults.MaximumNumberOfKeys,
        KeyOrdinality keyOrdinality = Defaults.Ordinality,
        bool addKeyValueAnnotationsAsText = Defaults.AddKeyValueAnnotationsAsText,
        IDataView? keyData = null)
    {
        var env = catalog.GetEnvironment();
        env.CheckValue(columns, nameof(columns));
        var options = Array.ConvertAll(columns, pair => new ColumnOptions(
            pair.OutputColumnName, pair.InputColumnName, maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText));
        return new(env, options, keyData);
    }

    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs,
        string? inputColumnName = null,
        bool treatValuesAsKeyType = false)
        => catalog.MapValue<TInputType, TOutputType>(
            outputColumnName, LookupView.Make(keyValuePairs, treatValuesAsKeyType), inputColumnName);

    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType[]>> keyValuePairs,
        string? inputColumnName = null)
        => catalog.MapValue<TInputType, TOutputType>(outputColumnName, LookupView.Make(keyValuePairs), inputColumnName);

    public static ValueMappingEstimator MapValue(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IDataView lookupMap,
        DataViewSchema.Column keyColumn,
        DataViewSchema.Column valueColumn,
        string? inputColumnName = null)
        => new(
            catalog.GetEnvironment(),
            lookupMap,
            keyColumn,
            valueColumn,
            (outputColumnName, inputColumnName ?? outputColumnName));

    private static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, IDataView lookup, string? inputColumnName)
        => new(
            catalog.GetEnvironment(),
            lookup,
            lookup.Schema[LookupView.Key],
            lookup.Schema[LookupView.Value],
            (outputColumnName, inputColumnName ?? outputColumnName));
}
