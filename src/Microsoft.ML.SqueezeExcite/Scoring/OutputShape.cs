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
        var score = VectorOfSingle(ml, feature, labelName)
            ?? throw ColumnFaults.NoImages(featureName, $"{feature.Kind} of {feature.ItemType}", "featureColumnName");
        return score.GetOutputSchema(ml.Transforms.CopyColumns(ScoringChain.PredictedLabel, labelName).GetOutputSchema(schema));
    }

    /// <summary>A stock step whose output has the type of the scores; null where the feature column holds no images.</summary>
    private static IEstimator<ITransformer>? VectorOfSingle(MLContext ml, SchemaShape.Column feature, string labelName)
    {
        if (feature.ItemType is ImageDataViewType)
            return ml.Transforms.ExtractPixels(OnnxModel.Score, feature.Name);
        if (feature.Kind == SchemaShape.Column.VectorKind.Scalar)
            return null;
        if (feature.ItemType == NumberDataViewType.Byte)
            return ml.Transforms.Conversion.ConvertType(OnnxModel.Score, labelName).Append(ml.Transforms.Concatenate(OnnxModel.Score, OnnxModel.Score));
        return feature.ItemType == NumberDataViewType.Single && feature.Kind == SchemaShape.Column.VectorKind.Vector
            ? ml.Transforms.CopyColumns(OnnxModel.Score, feature.Name)
            : null;
    }

    private static SchemaShape.Column Find(SchemaShape schema, string name, string what)
    {
        var found = schema.Where(column => column.Name == name).ToArray();
        return found.Length > 0
            ? found[^1]
            : throw ColumnFaults.NotFound(what, name, schema.Select(column => column.Name), $"{what}ColumnName");
    }
}
