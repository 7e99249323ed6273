using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns which values a column has, and numbers them.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly IHost _host;
    private readonly ColumnOptions[] _columns;
    private readonly IDataView? _keyData;

    internal ValueToKeyMappingEstimator(IHostEnvironment env, ColumnOptions[] columns, IDataView? keyData = null)
    {
        _host = env.Register(nameof(ValueToKeyMappingEstimator));
        _host.CheckNonEmpty(columns, nameof(columns));
        if (keyData != null)
        {
            _host.CheckParam(
                keyData.Schema.Count == 1,
                nameof(keyData),
                "If specified, this data view should contain only a single column containing the terms to map, " +
                $"but this had {keyData.Schema.Count} columns.");
        }

        _columns = columns;
        _keyData = keyData;
    }

    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
        => ValueToKeyMappingTransformer.Train(_host, input, _columns, _keyData);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(column => Map(inputSchema, column)));
    }

    private SchemaShape.Column Map(SchemaShape inputSchema, ColumnOptions column)
    {
        if (!inputSchema.TryFindColumn(column.InputColumnName, out var input) || !input.ItemType.IsStandardScalar())
            throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", column.InputColumnName);
        if (!input.IsKey
            || !input.Annotations.TryFindColumn(AnnotationUtils.Kinds.KeyValues, out var keyValues)
            || keyValues.Kind != SchemaShape.Column.VectorKind.Vector)
        {
            var valueType = column.AddKeyValueAnnotationsAsText ? TextDataViewType.Instance : input.ItemType;
            keyValues = new(AnnotationUtils.Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector, valueType, input.IsKey);
        }

        var slotNames = input.Annotations.Where(kind => kind.Name == AnnotationUtils.Kinds.SlotNames);
        return new(
            column.OutputColumnName, input.Kind, NumberDataViewType.UInt32, true, new SchemaShape([.. slotNames, keyValues]));
    }

    internal static class Defaults
    {
        public const int MaximumNumberOfKeys = 1_000_000;
        public const KeyOrdinality Ordinality = KeyOrdinality.ByOccurrence;
        public const bool AddKeyValueAnnotationsAsText = false;
    }

    internal sealed record ColumnOptions(
        string OutputColumnName,
        string InputColumnName,
        int MaximumNumberOfKeys,
        KeyOrdinality KeyOrdinality,
        bool AddKeyValueAnnotationsAsText);
}
