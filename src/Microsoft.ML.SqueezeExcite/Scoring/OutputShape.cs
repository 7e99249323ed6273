using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The columns that a fitted classifier adds, as far as they are known before it is fitted.</summary>
internal static class OutputShape
{
    /// <summary>The shape of a schema with <c>PredictedLabel</c> and <c>Score</c> added. Made by stock steps: a shape's column has no public constructor.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The label or the feature column is missing or of a wrong type.</exception>
    public static SchemaShape Of(MLContext ml, SchemaShape schema, string labelName, string featureName)
    {
        var label = Find(schema, labelName, "label");
        if (!label.IsKey)
            throw ColumnFaults.NoKey(labelName, label.ItemType, "labelColumnName");
        var feature = Find(schema, featureName, "feature");
        var isImage = feature.ItemType is ImageDataViewType;
        if (!isImage && (feature.ItemType != NumberDataViewType.Single || feature.Kind != SchemaShape.Column.VectorKind.Vector))
            throw ColumnFaults.NoImages(featureName, $"{feature.Kind} of {feature.ItemType}", "featureColumnName");
        IEstimator<ITransformer> score = isImage
            ? ml.Transforms.ExtractPixels(OnnxModel.Score, featureName)
            : ml.Transforms.CopyColumns(OnnxModel.Score, featureName);
        return score.GetOutputSchema(ml.Transforms.CopyColumns("PredictedLabel", labelName).GetOutputSchema(schema));
    }

    private static SchemaShape.Column Find(SchemaShape schema, string name, string what)
    {
        var found = schema.Where(column => column.Name == name).ToArray();
        return found.Length > 0
            ? found[^1]
            : throw ColumnFaults.NotFound(what, name, schema.Select(column => column.Name), $"{what}ColumnName");
    }
}
