using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The columns after scoring: as the stock chain gives them, also for encoded images, which it does not take itself.</summary>
/// <param name="Schema">The columns.</param>
/// <param name="Sources">The number of the input column that each is, or -1.</param>
internal sealed record ScoredColumns(DataViewSchema Schema, int[] Sources)
{
    /// <summary>Asks the stock chain.</summary>
    /// <param name="chain">The stock chain.</param>
    /// <param name="input">The columns before.</param>
    /// <param name="featureColumn">The column of the images.</param>
    /// <exception cref="ArgumentException">There is no such column, or the stock chain does not take it.</exception>
    public static ScoredColumns Of(ITransformer chain, DataViewSchema input, string featureColumn)
    {
        if (input.GetColumnOrNull(featureColumn) is not { } features)
            throw ColumnFaults.NotFound("feature", featureColumn, input.Select(column => column.Name), nameof(input));
        var stock = chain.GetOutputSchema(RowPixels.IsEncoded(features.Type) ? WithImages(input, features.Index) : input);
        var sources = new int[stock.Count];
        var builder = new DataViewSchema.Builder();
        var next = 0;
        foreach (var column in stock)
        {
            sources[column.Index] = IsAdded(column) ? -1 : next = Find(input, column.Name, next);
            var origin = IsAdded(column) ? column : input[next++];
            builder.AddColumn(origin.Name, origin.Type, origin.Annotations);
        }

        return new ScoredColumns(builder.ToSchema(), sources);
    }

    /// <summary>Checks that a chain takes images or vectors by the network's column, and gives what we take from it.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void Check(ITransformer chain, OnnxDescription network)
    {
        DataViewType[] types =
            [new ImageDataViewType(), new VectorDataViewType(NumberDataViewType.Single, network.Shape.Channels, network.Shape.Height, network.Shape.Width)];
        var faults = types.Select(type => FaultOf(chain, network, type)).ToArray();
        if (faults.All(fault => fault is not null))
            throw new InvalidDataException($"the model's steps do not fit together: {faults[0]}; or with vectors: {faults[1]}");
    }

    private static string? FaultOf(ITransformer chain, OnnxDescription network, DataViewType type)
    {
        try
        {
            var builder = new DataViewSchema.Builder();
            builder.AddColumn(network.FeatureColumn, type);
            var columns = chain.GetOutputSchema(builder.ToSchema());
            if (columns.GetColumnOrNull(OnnxModel.Score)?.Type is not VectorDataViewType { ItemType.RawType: var item } score
                || item != typeof(float) || score.Size != network.ClassNames.Count)
                return $"'{OnnxModel.Score}' is no vector of {network.ClassNames.Count} scores";
            return columns.GetColumnOrNull(ScoredView.PredictedLabel)?.Type is KeyDataViewType ? null : $"'{ScoredView.PredictedLabel}' is no key";
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.Message;
        }
    }

    private static bool IsAdded(DataViewSchema.Column column) => !column.IsHidden && column.Name is OnnxModel.Score or ScoredView.PredictedLabel;

    // The stock chain keeps the order of the columns that it hands on.
    private static int Find(DataViewSchema input, string name, int from)
    {
        while (from < input.Count && input[from].Name != name)
            from++;
        return from < input.Count ? from : throw new InvalidOperationException($"the model's column '{name}' comes from nowhere");
    }

    private static DataViewSchema WithImages(DataViewSchema input, int features)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in input)
            builder.AddColumn(column.Name, column.Index == features ? new ImageDataViewType() : column.Type, column.Annotations);
        return builder.ToSchema();
    }
}
