using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly IHost _host;
    private readonly string _name;
    private readonly string[] _sources;

    internal ColumnConcatenatingEstimator(IHostEnvironment env, string outputColumnName, params string[] inputColumnNames)
    {
        _host = env.Register(nameof(ColumnConcatenatingEstimator));
        _host.CheckNonEmpty(outputColumnName, nameof(outputColumnName));
        _host.CheckValue(inputColumnNames, nameof(inputColumnNames));
        _host.CheckParam(inputColumnNames.Length > 0, nameof(inputColumnNames), "Input columns not specified");
        _host.CheckParam(
            !inputColumnNames.Any(string.IsNullOrEmpty), nameof(inputColumnNames), "Contained some null or empty items");
        _name = outputColumnName;
        _sources = inputColumnNames;
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        _host.CheckValue(input, nameof(input));
        (string, string?)[] sources = [.. _sources.Select(name => (name, (string?)null))];
        return new(_host, new ColumnConcatenatingTransformer.ColumnOptions(_name, sources));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        SchemaShape.Column[] columns = [.. _sources.Select(name => inputSchema.TryFindColumn(name, out var column)
            ? column
            : throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", name))];
        foreach (var column in columns)
        {
            _host.Check(!column.IsKey, $"Column '{column.Name}' is key. Concatenation of keys is unsupported.");
            _host.Check(
                column.ItemType.Equals(columns[0].ItemType),
                $"Concatenated columns should have the same type. Column '{column.Name}' has type of {column.ItemType}, " +
                $"but expected column type is {columns[0].ItemType}.");
        }

        return inputSchema.With([Concatenate(columns)]);
    }

    private SchemaShape.Column Concatenate(SchemaShape.Column[] columns)
    {
        var annotations = new List<SchemaShape.Column>();
        if (columns.All(column => column.IsNormalized()))
        {
            annotations.Add(new(
                AnnotationUtils.Kinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, false));
        }

        if (columns.Any(column => column.Kind == SchemaShape.Column.VectorKind.Scalar || column.HasSlotNames()))
        {
            annotations.Add(new(
                AnnotationUtils.Kinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
        }

        var kind = columns.Any(column => column.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector
            : SchemaShape.Column.VectorKind.Vector;
        return new(_name, kind, columns[0].ItemType, false, new SchemaShape(annotations));
    }
}
