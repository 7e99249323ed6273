namespace Microsoft.ML.SqueezeExcite;

/// <summary>The columns that a fitted classifier adds, as far as they are known before it is fitted.</summary>
internal static class OutputShape
{
    /// <summary>
    /// The shape of a schema with <c>PredictedLabel</c> and <c>Score</c> added. A shape's column has no public constructor:
    /// stock steps make columns of these types, of the label.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The label or the feature column is missing or of a wrong type.</exception>
    public static SchemaShape Of(MLContext ml, SchemaShape schema, string labelName, string featureName)
    {
        LabelColumn.Check(schema, labelName, "labelColumnName");
        FeatureColumn.Check(schema, featureName, "featureColumnName");
        return ml.Transforms.CopyColumns(ScoringChain.PredictedLabel, labelName)
            .Append(ml.Transforms.Conversion.ConvertType(OnnxModel.Score, labelName))
            .Append(ml.Transforms.Concatenate(OnnxModel.Score, OnnxModel.Score))
            .GetOutputSchema(schema);
    }
}
