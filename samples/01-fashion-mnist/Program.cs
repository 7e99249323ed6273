// Sample 01: Fashion-MNIST in one ML.NET pipeline, from the files to a saved model.
//
//   samples/run.sh 01                        10,000 of the training images, 3 epochs
//   samples/run.sh 01 FOLDER IMAGES EPOCHS   another folder of IDX files, other numbers: with 60000 and 5 about 0.92 are right
using Microsoft.ML;
using Microsoft.ML.Runtime;
using Microsoft.ML.SqueezeExcite;

// Default: where Debian's package dataset-fashion-mnist puts it.
var folder = args.ElementAtOrDefault(0) ?? "/usr/share/datasets/fashion-mnist";
var count = int.Parse(args.ElementAtOrDefault(1) ?? "10000");
var epochs = int.Parse(args.ElementAtOrDefault(2) ?? "3");
string[] names = ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];

var ml = new MLContext(seed: 1);
ml.Log += (_, e) =>
{
    if (e.Kind == ChannelMessageKind.Info && e.Source.StartsWith("SeNetTrainer", StringComparison.Ordinal))
        Console.WriteLine(e.RawMessage);
};

// Views with the columns Label (text) and Image (a vector of 1 x 28 x 28 pixel values).
IDataView Read(string part) => ml.Data.LoadImagesFromIdx(
    Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"), names);
var training = ml.Data.TakeRows(Read("train"), count);
var test = Read("t10k");

var options = SeNetOptions.FromRecipe("quick") with { Architecture = "se-resnet-8-cifar", Epochs = epochs };
var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.MulticlassClassification.Trainers.SeNetClassifier(options, ml))
    .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
using var model = pipeline.Fit(training);

var scored = model.Transform(test);
var metrics = ml.MulticlassClassification.Evaluate(scored);
Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
Console.WriteLine(
    $"of the {metrics.ConfusionMatrix.Counts.Sum(row => row.Sum())} test images, {metrics.MicroAccuracy:P1} are right");

var path = Path.Combine(Directory.CreateDirectory("artifacts/samples").FullName, "fashion-mnist.zip");
ml.Model.Save(model, training.Schema, path);
Console.WriteLine($"the model is {path}; samples/run.sh 07 scores it with nothing but ML.NET");
