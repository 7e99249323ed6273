using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The columns that scoring adds to a view's.</summary>
/// <param name="Score">The probabilities, with the classes as slot names.</param>
/// <param name="PredictedLabel">The predicted key, with the label's values.</param>
internal sealed record AddedColumns(DataViewSchema.DetachedColumn Score, DataViewSchema.DetachedColumn PredictedLabel)
{
    /// <summary>Those of a view that a stock chain has scored.</summary>
    /// <exception cref="InvalidDataException">The chain does not add them.</exception>
    public static AddedColumns Of(DataViewSchema scored)
    {
        DataViewSchema.DetachedColumn Column(string name) => scored.GetColumnOrNull(name) is { } column
            ? new(column)
            : throw new InvalidDataException($"the model's steps do not add a column '{name}'");
        return new AddedColumns(Column(OnnxModel.Score), Column(ScoringChain.PredictedLabel));
    }

    /// <summary>What the network's description says of them; null where it does not say what the label's values are.</summary>
    public static AddedColumns? Of(OnnxDescription network)
    {
        if (network.Key is not { } key)
            return null;
        var count = network.ClassNames.Count;
        return new AddedColumns(
            new(
                OnnxModel.Score,
                new VectorDataViewType(NumberDataViewType.Single, 1, count),
                Texts("SlotNames", network.ClassNames)),
            new(ScoringChain.PredictedLabel, new KeyDataViewType(key, count), Texts("KeyValues", network.ClassNames)));
    }

    /// <summary>Asks a stock chain, which takes images or vectors.</summary>
    /// <exception cref="InvalidDataException">Its steps do not fit together, or it adds other columns.</exception>
    public static AddedColumns Of(ITransformer chain, OnnxDescription network)
    {
        var faults = new List<string>();
        foreach (var type in FeatureColumn.StockTypes(network.Shape))
        {
            var builder = new DataViewSchema.Builder();
            builder.AddColumn(network.FeatureColumn, type);
            DataViewSchema scored;
            try
            {
                scored = chain.GetOutputSchema(builder.ToSchema());
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                // ML.NET meets columns that do not fit with exceptions of any kind.
                faults.Add(e.Message);
                continue;
            }

            return Of(scored).Checked(network.ClassNames.Count);
        }

        throw new InvalidDataException($"the model's steps do not fit together: {faults[0]}; or with vectors: {faults[1]}");
    }

    private static DataViewSchema.Annotations Texts(string kind, IReadOnlyList<string> texts)
    {
        var values = new VBuffer<ReadOnlyMemory<char>>(texts.Count, [.. texts.Select(text => text.AsMemory())]);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add<VBuffer<ReadOnlyMemory<char>>>(
            kind,
            new VectorDataViewType(TextDataViewType.Instance, texts.Count),
            (ref VBuffer<ReadOnlyMemory<char>> value) => values.CopyTo(ref value));
        return builder.ToAnnotations();
    }

    private AddedColumns Checked(int classCount)
    {
        if (
            Score.Type is not VectorDataViewType { ItemType.RawType: var item } vector
            || item != typeof(float)
            || vector.Size != classCount)
            throw new InvalidDataException($"'{OnnxModel.Score}' is not a vector of {classCount} scores");
        return PredictedLabel.Type is KeyDataViewType
            ? this
            : throw new InvalidDataException($"'{ScoringChain.PredictedLabel}' is not a key");
    }
}
