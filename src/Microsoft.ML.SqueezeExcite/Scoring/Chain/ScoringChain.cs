using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Makes the chain that scores: pixels, the ONNX model, and the way from its arg-max back to a key of the label's type. Stock
/// ML.NET steps only.
/// </summary>
internal static class ScoringChain
{
    /// <summary>How many steps the chain has: pixels, the model, the key, and dropping what stood between them.</summary>
    public const int StepCount = 4;

    /// <summary>The column of the predicted key.</summary>
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>
    /// Makes the chain of an ONNX file, for views like <paramref name="images"/>. Saving it reads the file, which must be there
    /// until then.
    /// </summary>
    public static ITransformer Create(MLContext ml, string onnxFile, ImageColumns columns, IDataView images) =>
        Pixels(ml, columns.Features)
            .Append(ml.Transforms.ApplyOnnxModel([OnnxModel.Score, OnnxModel.Class], [OnnxModel.Input], onnxFile))
            .Append(PredictedKey(ml, columns.Labels))
            .Append(ml.Transforms.DropColumns(OnnxModel.Input, OnnxModel.Class))
            .Fit(images);

    /// <summary>The feature column as the model's input.</summary>
    private static IEstimator<ITransformer> Pixels(MLContext ml, FeatureColumn features) => features.HoldsImages
        ? ml.Transforms.ResizeImages(
                OnnxModel.Input, features.Shape.Width, features.Shape.Height, features.Column.Name,
                ImageResizingEstimator.ResizingKind.IsoCrop, ImageResizingEstimator.Anchor.Center)
            .Append(ml.Transforms.ExtractPixels(OnnxModel.Input, OnnxModel.Input))
        : ml.Transforms.CopyColumns(OnnxModel.Input, features.Column.Name);

    /// <summary>
    /// The class's number as a key with the label's values. ML.NET has no step from a number to a given key, but one that looks
    /// up a hash. A collision of hashes is met by the next seed.
    /// </summary>
    private static IEstimator<ITransformer> PredictedKey(MLContext ml, LabelColumn labels)
    {
        var classes = new ClassTable(labels);
        for (uint seed = 0; ; seed++)
        {
            var hash = ml.Transforms.Conversion.Hash(
                new HashingEstimator.ColumnOptions(OnnxModel.Class, OnnxModel.Class, seed: seed, combine: true));
            var table = hash.Fit(classes).Transform(classes);
            if (table.GetColumn<uint>(OnnxModel.Class).Distinct().Count() == labels.ClassNames.Count)
                return hash.Append(ml.Transforms.Conversion.MapValue(
                    PredictedLabel, table, table.Schema[OnnxModel.Class], table.Schema[ClassTable.Label], OnnxModel.Class));
        }
    }
}
