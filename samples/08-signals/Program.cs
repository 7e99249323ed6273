// Sample 08: signals in one dimension. A network of your own, with the block, tells sine, square and sawtooth waves apart in
// noise.
//
//   samples/run.sh 08                 600 signals, 8 epochs
//   samples/run.sh 08 SIGNALS EPOCHS
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

const int Length = 256;
var count = int.Parse(args.ElementAtOrDefault(0) ?? "600");
var epochs = int.Parse(args.ElementAtOrDefault(1) ?? "8");
var waves = new Dictionary<string, Func<double, double>>
{
    ["sine"] = t => Math.Sin(2 * Math.PI * t),
    ["square"] = t => t % 1 < 0.5 ? 1 : -1,
    ["sawtooth"] = t => (2 * (t % 1)) - 1,
};

// A signal is an image of one row: channels x 1 x length. For large ones the catalogue has se-resnet-18-1d, -34-1d and -50-1d.
var network = NetworkBuilder.Build("waves", new FeatureShape(1, 1, Length), x =>
{
    var attention = new SqueezeExcitation { ReductionRatio = 4 };
    foreach (var (i, channels) in new[] { 16, 32, 64 }.Index())
    {
        x = x.AtStage(i + 1).In($"layer{i + 1}", y => attention.At(
            y.Convolution("conv", channels, kernel: new Extent(1, 9), stride: new Extent(1, 2)).BatchNorm("bn").ReLU(),
            SqueezeExcitationPlacement.Standard));
    }

    return x.GlobalPool().Linear("fc", waves.Count);
});

var ml = new MLContext(seed: 1);
var random = new Random(1);
var signals = Enumerable.Range(0, count).Select(i => Signal(waves.Keys.ElementAt(i % waves.Count))).ToArray();
var split = ml.Data.TrainTestSplit(ml.Data.LoadFromEnumerable(signals), testFraction: 0.25);

var options = new SeNetOptions
{
    Architecture = network,
    FeatureColumnName = nameof(Wave.Values),
    ImageShape = network.Input,
    Epochs = epochs,
    BatchSize = 16,
    Optimizer = Optimizer.Sgd(0.05),
    Augmentation = Augmentation.None,         // a sawtooth turned around in time is another one
};
using var model = ml.Transforms.Conversion.MapValueToKey("Label")
    .Append(ml.MulticlassClassification.Trainers.SeNetClassifier(options, ml))
    .Fit(split.TrainSet);
var metrics = ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet));
Console.WriteLine(network);
Console.WriteLine(metrics.ConfusionMatrix.GetFormattedConfusionTable());
Console.WriteLine($"{metrics.MicroAccuracy:P1} of the test signals are right");

// Two to eight periods, from any point of one, in noise almost as strong as the wave.
Wave Signal(string name)
{
    var (periods, phase) = (2 + (6 * random.NextDouble()), random.NextDouble());
    double Noise() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    return new Wave
    {
        Label = name,
        Values =
        [
            .. Enumerable.Range(0, Length).Select(t => (float)(waves[name]((periods * t / Length) + phase) + (0.7 * Noise()))),
        ],
    };
}

/// <summary>A row of the data.</summary>
internal sealed class Wave
{
    public string Label { get; set; } = "";

    [VectorType(256)]
    public float[] Values { get; set; } = [];
}
