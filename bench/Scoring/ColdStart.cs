using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ScoringBench;

/// <summary>From nothing to the first score, once in a process: prints milliseconds.</summary>
internal static class ColdStart
{
    public static int Once(string how, string modelPath)
    {
        var onnxPath = Path.ChangeExtension(modelPath, ".onnx");
        if (how == "prepare")
        {
            File.WriteAllBytes(onnxPath, Models.Onnx(modelPath));
            return 0;
        }

        var image = Pictures.Make(1, 224, 224);
        var clock = Stopwatch.StartNew();
        switch (how)
        {
            case "raw":
                using (var raw = new RawRuntime(File.ReadAllBytes(onnxPath), 1))
                    raw.Run(1);
                break;
            case "raw-zip":
                using (var raw = new RawRuntime(Models.Onnx(Models.Compressed(modelPath)), 1))
                    raw.Run(1);
                break;
            case "predictor":
                using (var predictor = new Microsoft.ML.SqueezeExcite.SeNetPredictor(modelPath))
                    _ = predictor.Predict(image).Count;
                break;
            default:
                var ml = new MLContext();
                ITransformer model = how switch
                {
                    "ours" => ml.Model.LoadSeNet(modelPath),
                    "ours-pipeline" => ml.Model.LoadSeNet(Models.Pipeline(modelPath)),
                    "ours-compressed" => ml.Model.LoadSeNet(Models.Compressed(modelPath)),
                    _ => ml.Model.Load(Models.Compressed(modelPath), out _),
                };
                _ = model.Transform(ml.Data.LoadFromEnumerable([new Row { Image = image }])).GetColumn<float[]>("Score").First();
                break;
        }

        Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalMilliseconds:0.0}"));
        return 0;
    }
}
