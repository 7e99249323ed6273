using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

public sealed class HashingEstimator : IEstimator<HashingTransformer>
{
    private readonly IHost _host;
    private readonly ColumnOptions[] _columns;

    internal HashingEstimator(IHostEnvironment env, params ColumnOptions[] columns)
    {
        _host = env.Register(nameof(HashingEstimator));
        _columns = columns;
        foreach (var column in columns.Where(column => column.Combine))
        {
            _host.CheckParam(
                column.MaximumNumberOfInverts == 0,
                nameof(ColumnOptions.Combine),
                "When the 'Combine' option is specified, invert hashes are not supported.");
            _host.CheckParam(
                !column.UseOrderedHashing,
                nameof(ColumnOptions.Combine),
                "When the 'Combine' option is specified, ordered hashing is not supported.");
        }
    }

    public HashingTransformer Fit(IDataView input) => new(_host, input, _columns);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        _host.CheckValue(inputSchema, nameof(inputSchema));
        return inputSchema.With(_columns.Select(column => Map(inputSchema, column)));
    }

    private SchemaShape.Column Map(SchemaShape inputSchema, ColumnOptions column)
    {
        if (!inputSchema.TryFindColumn(column.InputColumnName, out var input))
            throw _host.ExceptSchemaMismatch(nameof(inputSchema), "input", column.InputColumnName);
        _host.CheckParam(HashRules.Has(input.ItemType), nameof(inputSchema), HashRules.ExpectedType);
        var annotations = input.Annotations
            .Where(kind => !column.Combine && kind.Name == AnnotationUtils.Kinds.SlotNames)
            .ToList();
        if (column.MaximumNumberOfInverts != 0)
        {
            annotations.Add(new(
                AnnotationUtils.Kinds.KeyValues, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, false));
        }

        var kind = column.Combine ? SchemaShape.Column.VectorKind.Scalar : input.Kind;
        return new(column.Name, kind, NumberDataViewType.UInt32, true, new SchemaShape(annotations));
    }

    public sealed class ColumnOptions
    {
        public ColumnOptions(
            string name,
            string? inputColumnName = null,
            int numberOfBits = Defaults.NumberOfBits,
            uint seed = Defaults.Seed,
            bool useOrderedHashing = Defaults.UseOrderedHashing,
            int maximumNumberOfInverts = Defaults.MaximumNumberOfInverts,
            bool combine = Defaults.Combine)
        {
            Contracts.CheckParam(
                maximumNumberOfInverts >= -1, nameof(maximumNumberOfInverts), "Value too small, must be -1 or larger");
            Contracts.CheckParam(
                maximumNumberOfInverts == 0 || numberOfBits < 31,
                nameof(numberOfBits),
                $"Cannot support maximumNumberOfInverts for a {numberOfBits} bit hash. 30 is the maximum possible.");
            Contracts.CheckNonWhiteSpace(null, name, nameof(name));
            Name = name;
            InputColumnName = inputColumnName ?? name;
            NumberOfBits = numberOfBits;
            Seed = seed;
            UseOrderedHashing = useOrderedHashing;
            MaximumNumberOfInverts = maximumNumberOfInverts;
            Combine = combine;
        }

        public string Name { get; set; }

        public string InputColumnName { get; set; }

        public int NumberOfBits { get; set; }

        public uint Seed { get; set; }

        public bool UseOrderedHashing { get; set; }

        public int MaximumNumberOfInverts { get; set; }

        public bool Combine { get; set; }

        internal uint Mask => (1u << NumberOfBits) - 1;
    }

    internal static class Defaults
    {
        public const int NumberOfBits = 31;
        public const uint Seed = 314489979;
        public const bool UseOrderedHashing = false;
        public const int MaximumNumberOfInverts = 0;
        public const bool Combine = false;
    }
}
