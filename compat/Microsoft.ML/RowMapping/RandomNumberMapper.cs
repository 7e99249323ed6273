namespace Microsoft.ML.Data;

/// <summary>Adds a number in [0, 1) to each row, the same in each pass over the rows in their order.</summary>
internal sealed class RandomNumberMapper(DataViewSchema inputSchema, string column, uint seed) : RowMapper(inputSchema)
{
    public const uint DefaultSeed = 42;

    public override IEnumerable<int> GetDependencies(int output) => [];

    protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue(AnnotationUtils.Kinds.IsNormalized, BooleanDataViewType.Instance, true);
        return [new(column, NumberDataViewType.Single, annotations.ToAnnotations())];
    }

    protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
    {
        disposer = null;
        var random = new TauswortheHybrid(seed);
        long drawn = -1;
        float number = 0;
        return (ValueGetter<float>)((ref float value) =>
        {
            for (; drawn < input.Position; drawn++)
                number = random.NextSingle();
            value = number;
        });
    }
}
