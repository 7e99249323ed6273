// Sample 03: fine-tuning. A network that has seen many images learns new classes from a few.
//
//   samples/run.sh 03                                first trains on three shapes, then learns three others from about 6 pictures
//                                                    each, three times
//   samples/run.sh 03 PICTURES                       the same with other than 400 pictures of each of the first shapes
//   samples/run.sh 03 FOLDER WEIGHTS ARCHITECTURE    your own folder of class folders, from weights of torchvision, timm, Cadene,
//                                                    moskomule or se-trainer (see docs/weights.md), such as resnet50.pth and
//                                                    resnet-50
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

var ml = new MLContext(seed: 0);
var output = Directory.CreateDirectory("artifacts/samples").FullName;
var (folder, weights, architecture) = args is [var f, var w, var a] ? (f, w, a) : Prepare();
var drawn = args.Length < 3;
var photos = Read(folder);

// How much pretraining helps depends on which few pictures there are: each seed chooses others.
for (var seed = 1; seed <= (drawn ? 3 : 1); seed++)
{
    var images = ml.Data.TrainTestSplit(photos, testFraction: drawn ? 0.94 : 0.2, seed: seed);
    var fresh = new SeNetOptions
    {
        Architecture = architecture,
        ImageSize = drawn ? Shapes.Side : 224,
        Epochs = 30,
        BatchSize = 8,
        Optimizer = Optimizer.Sgd(0.02),
        Seed = seed,
    };

    // The first convolution sees the same edges whatever the classes are: it stays as it was learned.
    var tuned = fresh with { FineTuning = FineTuning.From(weights) with { FreezeUpToStage = 1 } };
    Console.WriteLine($"from new weights:        {Accuracy(fresh, images):P1} of the test images are right");
    Console.WriteLine($"from pretrained weights: {Accuracy(tuned, images):P1}");
}

double Accuracy(SeNetOptions options, DataOperationsCatalog.TrainTestData images)
{
    using var model = Pipeline(options).Fit(images.TrainSet);
    return ml.MulticlassClassification.Evaluate(model.Transform(images.TestSet)).MicroAccuracy;
}

EstimatorChain<SeNetTransformer> Pipeline(SeNetOptions options) => ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.Transforms.LoadImages("Image", imageFolder: "", nameof(Photo.ImagePath)))
    .Append(ml.MulticlassClassification.Trainers.SeNetClassifier(options, ml));

IDataView Read(string folder) =>
    ml.Data.LoadFromEnumerable(
        Directory.GetDirectories(folder)
            .SelectMany(label =>
                Directory.GetFiles(label)
                    .Select(path => new Photo { ImagePath = Path.GetFullPath(path), Label = Path.GetFileName(label) }))
            .OrderBy(photo => photo.ImagePath, StringComparer.Ordinal)
            .ToArray());

// Weights of other classes: best.safetensors has those of the best validation.
(string Folder, string Weights, string Architecture) Prepare()
{
    var options = SeNetOptions.FromRecipe("quick") with
    {
        Architecture = "se-resnet-8-cifar",
        ImageSize = Shapes.Side,
        BatchSize = 32,
        Checkpoints = Checkpoints.In(Path.Combine(output, "pretraining")),
        Validation = Validation.Split(0.2) with { KeepBest = true },
    };
    var count = int.Parse(args.ElementAtOrDefault(0) ?? "400");
    Console.WriteLine("training on circles, squares and triangles");
    using var model = Pipeline(options)
        .Fit(Read(Shapes.DrawFolder(Path.Combine(output, "many-shapes"), count, "circle", "square", "triangle")));
    return (
        Shapes.DrawFolder(Path.Combine(output, "few-shapes"), 100, "ring", "cross", "stripes"),
        Path.Combine(options.Checkpoints.Folder, "best.safetensors"),
        options.Architecture.Name);
}

/// <summary>A row of the data.</summary>
internal sealed class Photo
{
    public string Label { get; set; } = "";

    public string ImagePath { get; set; } = "";
}
