using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The columns that scoring adds to a view's.</summary>
/// <param name="Score">The probabilities, with the classes as slot names.</param>
/// <param name="PredictedLabel">The predicted key, with the label's values.</param>
internal sealed record AddedColumns(DataViewSchema.DetachedColumn Score, DataViewSchema.DetachedColumn PredictedLabel)
{
    /// <summary>Those of a view that a stock chain has scored.</summary>
    public static AddedColumns Of(DataViewSchema scored) => new(
        new DataViewSchema.DetachedColumn(scored[OnnxModel.Score]), new DataViewSchema.DetachedColumn(scored[ScoringChain.PredictedLabel]));

    /// <summary>What the network's description says of them; null where it does not say what the label's values are.</summary>
    public static AddedColumns? Of(OnnxDescription network)
    {
        if (network.Key is not { } key)
            return null;
        var count = network.ClassNames.Count;
        return new AddedColumns(
            new(OnnxModel.Score, new VectorDataViewType(NumberDataViewType.Single, 1, count), Texts("SlotNames", network.ClassNames)),
            new(ScoringChain.PredictedLabel, new KeyDataViewType(key, count), Texts("KeyValues", network.ClassNames)));
    }

    /// <summary>Asks a stock chain, which takes images or vectors.</summary>
    /// <exception cref="InvalidDataException">Its steps do not fit together, or it adds other columns.</exception>
    public static AddedColumns Of(ITransformer chain, OnnxDescription network)
    {
        var faults = new List<string>();
        foreach (var type in FeatureColumn.StockTypes(network.Shape))
        {
            try
            {
                var builder = new DataViewSchema.Builder();
                builder.AddColumn(network.FeatureColumn, type);
                return Of(chain.GetOutputSchema(builder.ToSchema())).Checked(network.ClassNames.Count);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                faults.Add(e.Message);
            }
        }

        throw new InvalidDataException($"the model's steps do not fit together: {faults[0]}; or with vectors: {faults[1]}");
    }

    private static DataViewSchema.Annotations Texts(string kind, IReadOnlyList<string> texts)
    {
        var values = new VBuffer<ReadOnlyMemory<char>>(texts.Count, [.. texts.Select(text => text.AsMemory())]);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add<VBuffer<ReadOnlyMemory<char>>>(
            kind, new VectorDataViewType(TextDataViewType.Instance, texts.Count), (ref VBuffer<ReadOnlyMemory<char>> value) => values.CopyTo(ref value));
        return builder.ToAnnotations();
    }

    private AddedColumns Checked(int classCount)
    {
        if (Score.Type is not VectorDataViewType { ItemType.RawType: var item } vector || item != typeof(float) || vector.Size != classCount)
            throw new InvalidDataException($"'{OnnxModel.Score}' is not a vector of {classCount} scores");
        return PredictedLabel.Type is KeyDataViewType ? this : throw new InvalidDataException($"'{ScoringChain.PredictedLabel}' is not a key");
    }
}
