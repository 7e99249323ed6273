// Searches for good settings on Fashion-MNIST: Experiment [DATA-FOLDER [IMAGES [MODELS [EPOCHS [OUTPUT]]]]]. Called again, it goes on where it was.
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;

var data = args.ElementAtOrDefault(0) ?? "/usr/share/datasets/fashion-mnist";
var output = args.ElementAtOrDefault(4) ?? "artifacts/samples/06-experiment";
var ml = new MLContext(seed: 1);
var images = ml.Data.TakeRows(Idx("train"), Number(1, 5000));
var keys = ml.Transforms.Conversion.MapValueToKey("Label").Fit(images);

var experiment = ml.MulticlassClassification.CreateSeNetExperiment(new SeNetExperimentSettings
{
    Folder = output,
    Options = SeNetOptions.FromRecipe("quick") with { Architecture = "se-resnet-8-cifar", Epochs = Number(3, 9), AverageDecay = 0.98 },
    SearchSpace = SeNetSearchSpace.Empty
        .LogUniform(nameof(SeNetOptions.LearningRate), 0.01, 1)
        .Choose(nameof(SqueezeExcitation.ReductionRatio), 2, 4, 8, 16)
        .Choose(nameof(SqueezeExcitation.Stages), Stages.All, Stages.AllButLast),
    MaxModels = Number(2, 9),
    Halving = new SeNetHalving(ReductionFactor: 3),
});

// A share of the images is split off for validation, which chooses.
var result = experiment.Execute(keys.Transform(images), progressHandler: new Lines());
Console.WriteLine($"best is {result.BestRun}");

// The test images have chosen nothing.
using var model = result.BestRun.LoadModel(ml);
var metrics = ml.MulticlassClassification.Evaluate(model.Transform(keys.Transform(Idx("t10k"))));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"micro-accuracy {metrics.MicroAccuracy:F4} of the test images, model {result.BestRun.ModelPath}"));

int Number(int at, int usual) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : usual;

IDataView Idx(string part) => ml.Data.LoadImagesFromIdx(Part($"{part}-images-idx3-ubyte"), Part($"{part}-labels-idx1-ubyte"));

string Part(string name) => Path.Combine(data, File.Exists(Path.Combine(data, name)) ? name : name + ".gz");

/// <summary>Prints each trial as soon as it has a result.</summary>
internal sealed class Lines : IProgress<SeNetRunDetail>
{
    public void Report(SeNetRunDetail value) => Console.WriteLine(value);
}
