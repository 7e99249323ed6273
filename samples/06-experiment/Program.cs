// Sample 06: an experiment finds good settings for Fashion-MNIST. Run again, it goes on where it was; trials that are finished
// are not trained again.
//
//   samples/run.sh 06                               9 trials of up to 9 epochs on 5,000 of the training images
//   samples/run.sh 06 FOLDER IMAGES TRIALS EPOCHS   another folder of IDX files, other numbers
using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;

var folder = args.ElementAtOrDefault(0) ?? "/usr/share/datasets/fashion-mnist";
var count = int.Parse(args.ElementAtOrDefault(1) ?? "5000");
var trials = int.Parse(args.ElementAtOrDefault(2) ?? "9");
var epochs = int.Parse(args.ElementAtOrDefault(3) ?? "9");

var ml = new MLContext(seed: 1);
IDataView Read(string part) => ml.Data.LoadImagesFromIdx(
    Path.Combine(folder, $"{part}-images-idx3-ubyte.gz"), Path.Combine(folder, $"{part}-labels-idx1-ubyte.gz"));
var images = ml.Data.TakeRows(Read("train"), count);
var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(images);

var experiment = ml.MulticlassClassification.CreateSeNetExperiment(new SeNetExperimentSettings
{
    Folder = "artifacts/samples/experiment",
    Options = SeNetOptions.FromRecipe("quick") with { Architecture = "se-resnet-8-cifar", Epochs = epochs, AverageDecay = 0.98 },
    SearchSpace = SeNetSearchSpace.Empty
        .LogUniform(nameof(Optimizer.LearningRate), 0.01, 1)
        .Choose(nameof(SqueezeExcitation.ReductionRatio), 2, 4, 8, 16)
        .Choose(nameof(SqueezeExcitation.Stages), Stages.All, Stages.AllButLast),
    MaxModels = trials,
    Halving = new SeNetHalving(ReductionFactor: 3),     // a third of the trials goes on to three times the epochs, and so forth
}, ml);

// A share of the images is split off for validation, which chooses.
var result = experiment.Execute(keys.Transform(images), progressHandler: new Lines());
Console.WriteLine($"best is {result.BestRun}");

// The test images have chosen nothing.
using var model = result.BestRun.LoadModel(ml);
var metrics = ml.MulticlassClassification.Evaluate(model.Transform(keys.Transform(Read("t10k"))));
Console.WriteLine(
    $"of the {metrics.ConfusionMatrix.Counts.Sum(row => row.Sum())} test images, {metrics.MicroAccuracy:P1} are right");
Console.WriteLine($"the model is {result.BestRun.ModelPath}");

/// <summary>Prints each trial as soon as it has a result.</summary>
internal sealed class Lines : IProgress<SeNetRunDetail>
{
    public void Report(SeNetRunDetail value) => Console.WriteLine(value);
}
