using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.Transforms.Image;

namespace ScoringBench;

/// <summary>Models to measure: trained for a step or two, since speed does not depend on the weights.</summary>
internal static class Models
{
    public const int ClassCount = 10;

    public static int Train(string name, int side, string path)
    {
        var ml = new MLContext(seed: 1);
        var view = ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, ClassCount)
                .Select(i => new Row { Label = $"class {i}", Image = Pictures.Make(i, side, side) })
                .ToArray());
        var options = new SeNetOptions
        {
            Architecture = name,
            ImageSize = side,
            Epochs = 1,
            BatchSize = 5,
            Device = TrainingDevice.Cpu,
            Optimizer = Optimizer.Sgd(0.01),
        };
        var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(view);
        using var model = ml.MulticlassClassification.Trainers.SeNetClassifier(options, ml).Fit(keys.Transform(view));
        ml.Model.SaveSeNet(model, null, path);
        ml.Model.Save(model, null, Compressed(path));
        ml.Model.SaveSeNet(new TransformerChain<ITransformer>(keys, model), view.Schema, Pipeline(path));
        return 0;
    }

    /// <summary>The same model with the step before it that makes the label a key, and the columns that it takes.</summary>
    public static string Pipeline(string path) => Path.ChangeExtension(path, ".pipeline.zip");

    /// <summary>The same model as ML.NET itself saves it.</summary>
    public static string Compressed(string path) => Path.ChangeExtension(path, ".compressed.zip");

    /// <summary>The network alone, as any program could take it out of the zip.</summary>
    public static byte[] Onnx(string zipPath)
    {
        using var zip = ZipFile.OpenRead(zipPath);
        using var entry = zip.Entries.Single(entry => entry.FullName.EndsWith("OnnxModel", StringComparison.Ordinal)).Open();
        using var bytes = new MemoryStream();
        entry.CopyTo(bytes);
        return bytes.ToArray()[sizeof(int)..];
    }
}

/// <summary>An image in memory.</summary>
internal sealed class Row
{
    public string Label { get; set; } = "";

    [ImageType(1, 1)]
    public MLImage Image { get; set; } = null!;
}

/// <summary>An image file.</summary>
internal sealed class FileRow
{
    public string Path { get; set; } = "";
}
