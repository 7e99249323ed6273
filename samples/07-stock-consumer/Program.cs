// Sample 07: a program that knows only ML.NET scores a model of this package. It refers neither to the package nor to TorchSharp.
//
//   samples/run.sh 07                                    the model of sample 01, on Fashion-MNIST's test images
//   samples/run.sh 07 MODEL.zip DATA-FOLDER SCORES.tsv   another model of such images; every score, exact, goes to a file
using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

if (args is not ([] or [_, _, _]))
{
    Console.Error.WriteLine("usage: StockConsumer [MODEL.zip DATA-FOLDER SCORES.tsv]");
    return 2;
}

var modelPath = args.ElementAtOrDefault(0) ?? "artifacts/samples/fashion-mnist.zip";
var folder = args.ElementAtOrDefault(1) ?? "/usr/share/datasets/fashion-mnist";
const int Pixels = 28 * 28;
// 16 and 8 bytes are the headers.
var images = Unpack("t10k-images-idx3-ubyte.gz")[16..].Chunk(Pixels)
    .Zip(
        Unpack("t10k-labels-idx1-ubyte.gz")[8..],
        (image, label) => new GreyImage { Number = label, Image = Array.ConvertAll(image, pixel => (float)pixel) });

var ml = new MLContext();
var model = ml.Model.Load(modelPath, out _);
using var sessions = (IDisposable)model;
var scored = ml.Data.CreateEnumerable<Prediction>(model.Transform(ml.Data.LoadFromEnumerable(images)), reuseRowObject: false);

using var file = args.Length > 2 ? new StreamWriter(args[2]) : StreamWriter.Null;
var predictions = new Dictionary<(byte Number, string Label), int>();
foreach (var prediction in scored)
{
    file.Write(string.Join('\t', prediction.Score.Select(score => score.ToString("R", CultureInfo.InvariantCulture))) + "\n");
    predictions[(prediction.Number, prediction.PredictedLabel)] =
        predictions.GetValueOrDefault((prediction.Number, prediction.PredictedLabel)) + 1;
}

Console.WriteLine($"{predictions.Values.Sum()} images, scored by {modelPath} without this package and without libtorch");
foreach (var ofClass in predictions.GroupBy(pair => pair.Key.Number).OrderBy(group => group.Key))
{
    var likeliest = ofClass.OrderByDescending(pair => pair.Value).Take(3).Select(pair => $"{pair.Value} {pair.Key.Label}");
    Console.WriteLine($"  class {ofClass.Key}: {string.Join(", ", likeliest)}");
}

return 0;

byte[] Unpack(string name)
{
    using var file = new GZipStream(File.OpenRead(Path.Combine(folder, name)), CompressionMode.Decompress);
    using var bytes = new MemoryStream();
    file.CopyTo(bytes);
    return bytes.ToArray();
}

/// <summary>
/// A row as the model's training data had it. The label is not known to the model; its number is kept for the table.
/// </summary>
internal sealed class GreyImage
{
    public string Label { get; set; } = "";

    public byte Number { get; set; }

    [VectorType(1, 28, 28)]
    public required float[] Image { get; set; }
}

/// <summary>What comes out.</summary>
internal sealed class Prediction
{
    public byte Number { get; set; }

    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
