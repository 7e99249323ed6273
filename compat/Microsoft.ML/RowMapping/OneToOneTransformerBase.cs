using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Each output column is computed from one input column.</summary>
public abstract class OneToOneTransformerBase : RowToRowTransformerBase
{
    internal readonly (string outputColumnName, string inputColumnName)[] ColumnPairs;

    private protected OneToOneTransformerBase(
        IHost host, params (string outputColumnName, string inputColumnName)[] columns)
        : base(host)
    {
        host.CheckValue(columns, nameof(columns));
        var names = new HashSet<string>();
        foreach (var (output, input) in columns)
        {
            host.CheckNonEmpty(input, nameof(columns));
            host.CheckNonEmpty(output, nameof(columns));
            host.CheckParam(names.Add(output), nameof(columns), $"Name of the result column '{output}' specified multiple times");
        }

        ColumnPairs = columns;
    }

    private protected OneToOneTransformerBase(IHost host, ModelLoadContext ctx)
        : this(host, LoadColumns(ctx))
    {
    }

    private protected static (string outputColumnName, string inputColumnName)[] LoadColumns(ModelLoadContext ctx)
    {
        var columns = new (string, string)[ctx.Reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = (ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
        return columns;
    }

    private protected void SaveColumns(ModelSaveContext ctx)
    {
        ctx.Writer.Write(ColumnPairs.Length);
        foreach (var (output, input) in ColumnPairs)
        {
            ctx.SaveNonEmptyString(output);
            ctx.SaveNonEmptyString(input);
        }
    }

    /// <summary>Throws if the transformer cannot take this input column for its pair number <paramref name="pair"/>.</summary>
    private protected virtual void CheckInputColumn(DataViewSchema inputSchema, int pair, int column)
    {
    }

    private protected abstract class OneToOneMapperBase : RowMapper
    {
        private readonly int[] _inputs;

        protected OneToOneMapperBase(OneToOneTransformerBase parent, DataViewSchema inputSchema)
            : base(inputSchema)
        {
            _inputs = new int[parent.ColumnPairs.Length];
            for (int pair = 0; pair < _inputs.Length; pair++)
            {
                string name = parent.ColumnPairs[pair].inputColumnName;
                if (!inputSchema.TryGetColumnIndex(name, out _inputs[pair]))
                    throw parent.Host.ExceptSchemaMismatch(nameof(inputSchema), "input", name);
                parent.CheckInputColumn(inputSchema, pair, _inputs[pair]);
            }
        }

        public sealed override IEnumerable<int> GetDependencies(int output) => [_inputs[output]];

        /// <summary>The input column of a pair.</summary>
        protected DataViewSchema.Column Input(int pair) => InputSchema[_inputs[pair]];
    }
}
