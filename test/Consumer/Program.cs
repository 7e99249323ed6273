using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;
using TorchSharp;

// Pictures of two classes: bright on the left, bright on the right.
var folder = Directory.CreateDirectory("pictures").FullName;
var pictures = Enumerable.Range(0, 40)
    .Select(i => Picture(Path.Combine(folder, $"{i}.png"), i, i % 2 == 0 ? "left" : "right"))
    .ToArray();

var ml = new MLContext(seed: 1);
var data = ml.Data.LoadFromEnumerable(pictures);
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Transforms.LoadImages("Image", folder, "ImagePath"))
    .Append(
        ml.MulticlassClassification.Trainers.SeNetClassifier(
            SeNetOptions.FromRecipe("quick") with
            {
                Architecture = "se-resnet-8-cifar",
                ImageSize = 16,
                BatchSize = 8,
                Epochs = 10,
                Augmentation = Augmentation.None,
            },
            context: ml))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

using (var model = pipeline.Fit(data))
    ml.Model.Save(model, data.Schema, "model.zip");

// The same zip by ML.NET alone, by the batched scorer, and by the predictor.
var stock = ml.Model.Load("model.zip", out _);
Console.WriteLine($"stock accuracy {ml.MulticlassClassification.Evaluate(stock.Transform(data)).MicroAccuracy}");
using (var engine = ml.Model.CreatePredictionEngine<Photo, Prediction>(stock))
    Console.WriteLine($"engine {engine.Predict(pictures[0]).PredictedLabel} {engine.Predict(pictures[1]).PredictedLabel}");

using var batched = ml.Model.LoadSeNet("model.zip");
Console.WriteLine($"batched accuracy {ml.MulticlassClassification.Evaluate(batched.Transform(data)).MicroAccuracy}");

using var predictor = new SeNetPredictor("model.zip");
Console.WriteLine(
    "predictor "
    + $"{string.Join(' ', pictures[..2].Select(picture => predictor.Predict(Path.Combine(folder, picture.ImagePath))[0].Label))}"
);

// The block alone, in a TorchSharp program.
using var block = new SqueezeExcitationBlock(channels: 64);
using var gated = block.call(torch.ones(1, 64, 4, 4));
Console.WriteLine($"block {string.Join('x', gated.shape)}");

static Photo Picture(string path, int index, string label)
{
    var pixels = new byte[4 * 16 * 16];
    for (var i = 0; i < pixels.Length; i++)
        pixels[i] =
            i % 4 == 3 ? byte.MaxValue : (byte)((i * 7 + index * 13) % 60 + ((i / 4 % 16 < 8) == (label == "left") ? 150 : 0));
    using var image = MLImage.CreateFromPixels(16, 16, MLPixelFormat.Bgra32, pixels);
    image.Save(path);
    return new Photo { ImagePath = Path.GetFileName(path), Label = label };
}

internal sealed class Photo
{
    public string ImagePath { get; set; } = "";

    public string Label { get; set; } = "";
}

internal sealed class Prediction
{
    public string PredictedLabel { get; set; } = "";
}
