using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Makes the chain that scores: pixels, the ONNX model, and the way from its arg-max back to a key of the label's type. Stock ML.NET steps only.
/// </summary>
internal static class ScoringChain
{
    /// <summary>How many steps the chain has: pixels, the model, the key, and dropping what stood between them.</summary>
    public const int StepCount = 4;

    /// <summary>The column of the predicted key.</summary>
    public const string PredictedLabel = "PredictedLabel";

    /// <summary>Makes the chain for views like <paramref name="input"/>.</summary>
    public static ITransformer Create(MLContext ml, byte[] onnx, ImageColumns columns, IDataView input)
    {
        var file = Path.Combine(ml.TempFilePath ?? Path.GetTempPath(), $"senet-{Guid.NewGuid():N}.onnx");
        var images = columns.Features.AsImages(input);
        try
        {
            File.WriteAllBytes(file, onnx);
            var chain = Pixels(ml, columns.Features)
                .Append(ml.Transforms.ApplyOnnxModel([OnnxModel.Score, OnnxModel.Class], [OnnxModel.Input], file))
                .Append(PredictedKey(ml, columns.Labels))
                .Append(ml.Transforms.DropColumns(OnnxModel.Input, OnnxModel.Class))
                .Fit(images);
            return Reload(ml, chain, images.Schema);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The feature column as the model's input.</summary>
    private static IEstimator<ITransformer> Pixels(MLContext ml, FeatureColumn features) => features is ImageFeatureColumn or BytesFeatureColumn
        ? ml.Transforms.ResizeImages(
                OnnxModel.Input,
                features.Shape.Width,
                features.Shape.Height,
                features.Column.Name,
                ImageResizingEstimator.ResizingKind.IsoCrop,
                ImageResizingEstimator.Anchor.Center)
            .Append(ml.Transforms.ExtractPixels(OnnxModel.Input, OnnxModel.Input))
        : ml.Transforms.CopyColumns(OnnxModel.Input, features.Column.Name);

    /// <summary>
    /// The class's number as a key with the label's values. ML.NET has no step from a number to a given key, but one that looks up a hash.
    /// A collision of hashes is met by the next seed.
    /// </summary>
    private static IEstimator<ITransformer> PredictedKey(MLContext ml, LabelColumn labels)
    {
        var classes = new ClassTable(labels);
        for (uint seed = 0; ; seed++)
        {
            var hash = ml.Transforms.Conversion.Hash(new HashingEstimator.ColumnOptions(OnnxModel.Class, OnnxModel.Class, seed: seed, combine: true));
            var table = hash.Fit(classes).Transform(classes);
            if (table.GetColumn<uint>(OnnxModel.Class).Distinct().Count() == labels.ClassNames.Count)
                return hash.Append(ml.Transforms.Conversion.MapValue(
                    PredictedLabel, table, table.Schema[OnnxModel.Class], table.Schema[ClassTable.Label], OnnxModel.Class));
        }
    }

    /// <summary>A loaded model owns its copy of the ONNX file; a fitted one needs the file it was made from.</summary>
    private static ITransformer Reload<TLast>(MLContext ml, TransformerChain<TLast> chain, DataViewSchema schema)
        where TLast : class, ITransformer
    {
        using var stream = new MemoryStream();
        using (chain)
            ml.Model.Save(chain, schema, stream);
        stream.Position = 0;
        return ml.Model.Load(stream, out _);
    }
}
