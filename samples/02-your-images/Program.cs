// Sample 02: your own images, in a folder with a folder for each class.
//
//   samples/run.sh 02                             draws a few pictures, and learns them
//   samples/run.sh 02 FOLDER IMAGE-SIZE EPOCHS    your own, at 224 x 224 for 30 epochs unless you say otherwise
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.SqueezeExcite;

var output = Directory.CreateDirectory("artifacts/samples").FullName;
var folder =
    args.ElementAtOrDefault(0) ?? Shapes.DrawFolder(Path.Combine(output, "shapes"), 100, "circle", "square", "triangle", "cross");
var drawn = args.Length == 0;

var ml = new MLContext(seed: 1);
ml.Log += (_, e) =>
{
    if (e.Kind == ChannelMessageKind.Info && e.Source.StartsWith("SeNetTrainer", StringComparison.Ordinal))
        Console.WriteLine(e.RawMessage);
};

var photos = Directory.GetDirectories(folder)
    .SelectMany(label =>
        Directory.GetFiles(label)
            .Select(path => new Photo { ImagePath = Path.GetFullPath(path), Label = Path.GetFileName(label) }))
    .OrderBy(photo => photo.ImagePath, StringComparer.Ordinal)
    .ToArray();
var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(photos), testFraction: 0.2);

var options = new SeNetOptions
{
    Architecture = drawn ? "se-resnet-8-cifar" : "se-resnet-18",
    ImageSize = int.Parse(args.ElementAtOrDefault(1) ?? (drawn ? "32" : "224")),
    Epochs = int.Parse(args.ElementAtOrDefault(2) ?? (drawn ? "10" : "30")),
    BatchSize = 16,
    Optimizer = Optimizer.Sgd(0.05),
    Augmentation = new Augmentation { PaddedShift = 4 },
};
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Transforms.LoadImages("Image", imageFolder: "", nameof(Photo.ImagePath)))
    .Append(ml.MulticlassClassification.Trainers.SeNetClassifier(options, ml))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
using var model = pipeline.Fit(split.TrainSet);

var scored = model.Transform(split.TestSet);
var metrics = ml.MulticlassClassification.Evaluate(scored);
Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
Console.WriteLine($"{metrics.MicroAccuracy:P1} of the test images are right");

var path = Path.Combine(output, "your-images.zip");
ml.Model.Save(model, split.TrainSet.Schema, path);
Console.WriteLine($"the model is {path}; some of the test images:");

// One image at a time; any number of threads may ask at once.
using var predictor = new SeNetPredictor(path, new SeNetPredictorOptions { TopK = 2 });
var test = ml.Data.CreateEnumerable<Photo>(split.TestSet, reuseRowObject: false);
foreach (var photo in test.GroupBy(photo => photo.Label).SelectMany(group => group.Take(2)))
    Console.WriteLine(
        $"{photo.Label}/{Path.GetFileName(photo.ImagePath)}: "
        + string.Join(", ", predictor.Predict(photo.ImagePath).Select(p => $"{p.Label} {p.Score:P1}")));

/// <summary>A row of the data.</summary>
internal sealed class Photo
{
    public string Label { get; set; } = "";

    public string ImagePath { get; set; } = "";
}
