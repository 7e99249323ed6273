namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The columns after scoring, as the stock chain gives them, also for columns of images that it does not take itself.
/// </summary>
/// <param name="Schema">The columns.</param>
/// <param name="Sources">The number of the input column that each is, or -1.</param>
/// <param name="Features">The column of the images.</param>
internal sealed record ScoredColumns(DataViewSchema Schema, int[] Sources, FeatureColumn Features)
{
    /// <summary>Adds the columns of the scores to those of a view.</summary>
    /// <param name="added">The columns to add.</param>
    /// <param name="input">The columns before.</param>
    /// <param name="features">The column of the images.</param>
    public static ScoredColumns Of(AddedColumns added, DataViewSchema input, FeatureColumn features)
    {
        var builder = new DataViewSchema.Builder();
        var sources = new List<int>();
        var missing = new List<DataViewSchema.DetachedColumn> { added.Score, added.PredictedLabel };
        // The chain drops what stands between its steps, whosever it is.
        foreach (var column in input.Where(column => column.Name is not (OnnxModel.Input or OnnxModel.Class)))
        {
            Add(new DataViewSchema.DetachedColumn(column), column.Index);
            // ML.NET puts a column right behind the one that it hides.
            if (!column.IsHidden && missing.FindIndex(other => other.Name == column.Name) is var at and >= 0)
            {
                Add(missing[at], -1);
                missing.RemoveAt(at);
            }
        }

        missing.ForEach(column => Add(column, -1));
        return new ScoredColumns(builder.ToSchema(), [.. sources], features);

        void Add(DataViewSchema.DetachedColumn column, int source)
        {
            builder.AddColumn(column.Name, column.Type, column.Annotations);
            sources.Add(source);
        }
    }
}
