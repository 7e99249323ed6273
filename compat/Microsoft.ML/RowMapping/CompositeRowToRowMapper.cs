using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Mappers one after the other; each computes only what the ones after it need.</summary>
internal sealed class CompositeRowToRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers)
    : IRowToRowMapper, IDisposable
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema => mappers.Length > 0 ? mappers[^1].OutputSchema : inputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => mappers.Reverse().Aggregate(dependingColumns, (needed, mapper) => mapper.GetDependencies(needed));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Contracts.CheckValue(input);
        Contracts.CheckValue(activeColumns);
        Contracts.CheckParam(input.Schema == InputSchema, nameof(input), "Schema did not match original schema");

        var needed = new IEnumerable<DataViewSchema.Column>[mappers.Length + 1];
        needed[^1] = [.. activeColumns];
        for (int i = mappers.Length - 1; i > 0; i--)
            needed[i] = [.. mappers[i].GetDependencies(needed[i + 1])];

        var row = input;
        for (int i = 0; i < mappers.Length; i++)
            row = mappers[i].GetRow(row, needed[i + 1]);
        return row;
    }

    public void Dispose()
    {
        foreach (var mapper in mappers)
            (mapper as IDisposable)?.Dispose();
    }
}
