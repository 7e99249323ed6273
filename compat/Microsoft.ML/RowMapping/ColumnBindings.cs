namespace Microsoft.ML.Data;

/// <summary>
/// The schema of an input with columns added: one of a known name comes right after the column it hides, the others at the end.
/// </summary>
internal sealed class ColumnBindings
{
    // For each output column, the input column, or ~ the added one.
    private readonly List<int> _sources;

    public ColumnBindings(DataViewSchema input, DataViewSchema.DetachedColumn[] added)
    {
        Input = input;
        _sources = [.. Enumerable.Range(0, input.Count)];
        for (int i = 0; i < added.Length; i++)
        {
            int hidden = _sources.FindLastIndex(source => NameOf(source) == added[i].Name);
            _sources.Insert(hidden < 0 ? _sources.Count : hidden + 1, ~i);
        }

        Schema = AnnotationUtils.MakeSchema(
            _sources.Select(source => source >= 0 ? new DataViewSchema.DetachedColumn(input[source]) : added[~source]));

        string NameOf(int source) => source >= 0 ? input[source].Name : added[~source].Name;
    }

    public DataViewSchema Input { get; }

    public DataViewSchema Schema { get; }

    public bool IsAdded(DataViewSchema.Column column, out int index)
    {
        int source = _sources[column.Index];
        index = source < 0 ? ~source : source;
        return source < 0;
    }

    /// <summary>Whether the n-th added column is among the active columns of the output schema.</summary>
    public Func<int, bool> ActiveAdded(bool[] active)
        => added => active[_sources.IndexOf(~added)];

    /// <summary>The input columns that the active columns need, passed through or read by the mapper.</summary>
    public IEnumerable<DataViewSchema.Column> Dependencies(bool[] active, RowMapper mapper)
    {
        var needed = new SortedSet<int>();
        foreach (var (column, source) in _sources.Index())
        {
            if (active[column])
                needed.UnionWith(source >= 0 ? [source] : mapper.GetDependencies(~source));
        }

        return needed.Select(index => Input[index]);
    }
}
