// Scores Fashion-MNIST's test images with a saved model and nothing but ML.NET: StockConsumer MODEL.zip DATA-FOLDER SCORES.tsv
using System.Globalization;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

if (args is not [var modelPath, var dataFolder, var scoresPath])
{
    Console.Error.WriteLine("usage: StockConsumer MODEL.zip DATA-FOLDER SCORES.tsv");
    return 2;
}

const int Side = 28;
const int ImagesHeader = 16;
var pixels = Unpack(Path.Combine(dataFolder, "t10k-images-idx3-ubyte.gz"))[ImagesHeader..];
var images = pixels.Chunk(Side * Side).Select(image => new GreyImage { Image = Array.ConvertAll(image, pixel => (float)pixel) });

var ml = new MLContext();
using var model = (IDisposable)ml.Model.Load(modelPath, out _);
var scored = ((ITransformer)model).Transform(ml.Data.LoadFromEnumerable(images));

using var writer = new StreamWriter(scoresPath);
foreach (var scores in scored.GetColumn<float[]>("Score"))
    writer.Write(string.Join('\t', scores.Select(score => score.ToString("R", CultureInfo.InvariantCulture))) + "\n");
return 0;

static byte[] Unpack(string path)
{
    using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
    using var bytes = new MemoryStream();
    file.CopyTo(bytes);
    return bytes.ToArray();
}

/// <summary>A row as the model's training data had it. The label is not known here.</summary>
internal sealed class GreyImage
{
    public string Label { get; set; } = "";

    [VectorType(1, 28, 28)]
    public required float[] Image { get; set; }
}
