namespace Microsoft.ML.Data;

/// <summary>
/// A row-to-row transformer bound to an input schema: the columns it adds, what each of them reads, and how it is computed.
/// </summary>
internal abstract class RowMapper(DataViewSchema inputSchema)
{
    private DataViewSchema.DetachedColumn[]? _outputColumns;

    public DataViewSchema.DetachedColumn[] OutputColumns => _outputColumns ??= GetOutputColumnsCore();

    protected DataViewSchema InputSchema { get; } = inputSchema;

    /// <summary>The input columns that one output is computed from.</summary>
    public abstract IEnumerable<int> GetDependencies(int output);

    /// <summary>
    /// A getter for each active output, null for the others. Override it where outputs share work;
    /// <paramref name="disposer"/> runs when the row or cursor is disposed.
    /// </summary>
    public virtual Delegate?[] CreateGetters(DataViewRow input, Func<int, bool> isActive, out Action? disposer)
    {
        Action? disposers = null;
        var getters = new Delegate?[OutputColumns.Length];
        for (int output = 0; output < getters.Length; output++)
        {
            if (!isActive(output))
                continue;
            getters[output] = MakeGetter(input, output, out var dispose);
            disposers += dispose;
        }

        disposer = disposers;
        return getters;
    }

    protected abstract DataViewSchema.DetachedColumn[] GetOutputColumnsCore();

    protected abstract Delegate MakeGetter(DataViewRow input, int output, out Action? disposer);
}
