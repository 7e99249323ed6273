using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Samples.Tests;

/// <summary>Each sample as a program, at small size. What a sample writes is artifacts/samples in its current folder.</summary>
public sealed partial class SampleTests : IDisposable
{
    private const int Side = 28;

    private readonly Sample _sample = new();

    public void Dispose() => _sample.Dispose();

    [Fact]
    public async Task FashionMnist_ThenStockConsumer_ScoresTheSameImages()
    {
        WriteIdx("train", 600);
        WriteIdx("t10k", 50);
        var output = await _sample.Run("FashionMnist", _sample.Folder, "500", "6");
        Assert.Contains(": 500 training images", output, StringComparison.Ordinal);
        Assert.Contains("of the 50 test images", output, StringComparison.Ordinal);
        Assert.InRange(Share(output), 50, 100);

        var model = _sample.File("artifacts", "samples", "fashion-mnist.zip");
        output = await _sample.Run("StockConsumer", model, _sample.Folder, _sample.File("scores.tsv"));
        Assert.Contains("50 images, scored by", output, StringComparison.Ordinal);
        Assert.Contains("class 9: ", output, StringComparison.Ordinal);
        var scores = await File.ReadAllLinesAsync(_sample.File("scores.tsv"));
        Assert.Equal(50, scores.Length);
        Assert.All(
            scores,
            line => Assert.Equal(1, line.Split('\t').Sum(score => float.Parse(score, CultureInfo.InvariantCulture)), 1e-4f));
    }

    [Fact]
    public async Task StockConsumer_OneArgument_SaysHowItIsUsed()
    {
        var (code, _, error) = await _sample.Finish("StockConsumer", "StockConsumer", "model.zip");
        Assert.Equal(2, code);
        Assert.Contains("usage: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task YourImages_OfAFolder_SavesAModelAndPredicts()
    {
        var output = await _sample.Run("YourImages", Shapes.DrawFolder(_sample.File("mine"), 20, "circle", "cross"), "32", "2");
        Assert.Contains("se-resnet-18 (3x32x32 to 2 classes", output, StringComparison.Ordinal);
        Assert.Contains("epoch 2/2", output, StringComparison.Ordinal);
        Assert.Matches(@"\n(circle|cross)/\d{4}\.png: (circle|cross) [\d.]+ %, (circle|cross) [\d.]+ %", output);
        Assert.True(File.Exists(_sample.File("artifacts", "samples", "your-images.zip")));
    }

    [Fact]
    public async Task FineTuning_FromItsOwnWeights_IsBetterThanFromNewOnes()
    {
        var output = await _sample.Run("FineTuning", "150");
        var shares = ShareOf()
            .Matches(output)
            .Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            .ToArray();
        Assert.Equal(6, shares.Length);
        Assert.All(shares.Chunk(2), pair => Assert.True(pair[1] > pair[0] + 10, output));
    }

    [Fact]
    public async Task ScoringService_ImagePosted_GivesLabelsAndScores()
    {
        using var process = _sample.Start("ScoringService", "ScoringService", "http://127.0.0.1:0");
        try
        {
            var lines = new List<string>();
            while (
                lines.LastOrDefault()?.StartsWith("POST", StringComparison.Ordinal) != true
                && await process.StandardOutput.ReadLineAsync() is { } line)
                lines.Add(line);
            Assert.StartsWith("300 images: ", lines[0], StringComparison.Ordinal);

            using var client = new HttpClient();
            var address = new Uri(Address().Match(lines[1]).Value);
            var image = await File.ReadAllBytesAsync(_sample.File("artifacts", "samples", "service-shapes", "ring", "0003.png"));
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                using var answer = await client.PostAsync(address, new ByteArrayContent(image));
                return await answer.Content.ReadAsStringAsync();
            }));
            var scores = JsonDocument.Parse(answers[0]).RootElement.EnumerateArray().ToArray();
            Assert.Equal(["circle", "cross", "ring"], scores.Select(score => score.GetProperty("label").GetString()).Order());
            Assert.Equal(1, scores.Sum(score => score.GetProperty("score").GetDouble()), 1e-4);
            Assert.All(answers, answer => Assert.StartsWith("[{\"label\":", answer, StringComparison.Ordinal));

            using var refused = await client.PostAsync(address, new ByteArrayContent("no image"u8.ToArray()));
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("the 8 bytes are not an image", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task OwnNetwork_WithTheBlock_HasItsParametersAndLearns()
    {
        var output = await _sample.Run("OwnNetwork", "3");
        Assert.Contains("without the block: 24,086 parameters", output, StringComparison.Ordinal);
        Assert.Contains("with the block: 26,914 parameters", output, StringComparison.Ordinal);
        Assert.InRange(Share(output.Split("without the block")[0]), 40, 100);
    }

    [Fact]
    public async Task Experiment_RunAgain_TrainsNothingAnew()
    {
        WriteIdx("train", 120);
        WriteIdx("t10k", 50);
        string[] arguments = [_sample.Folder, "100", "3", "3"];
        var output = await _sample.Run("Experiment", arguments);
        Assert.Contains("trial 3 (learningRate=", output, StringComparison.Ordinal);
        Assert.Contains("of the 50 test images", output, StringComparison.Ordinal);
        var end = output[output.IndexOf("best is trial ", StringComparison.Ordinal)..];
        var models = Directory.GetFiles(
            _sample.File("artifacts", "samples", "experiment"),
            "model.zip",
            SearchOption.AllDirectories);
        Assert.Equal(3, models.Length);
        var written = models.Select(File.GetLastWriteTimeUtc).ToArray();
        Assert.EndsWith(end, await _sample.Run("Experiment", arguments), StringComparison.Ordinal);
        Assert.Equal(written, models.Select(File.GetLastWriteTimeUtc));
    }

    [Fact]
    public async Task Signals_OfThreeWaves_AreToldApart() =>
        Assert.InRange(Share(await _sample.Run("Signals", "300", "6")), 60, 100);

    /// <summary>The last percentage in a text.</summary>
    private static double Share(string output) =>
        double.Parse(ShareOf().Matches(output)[^1].Groups[1].Value, CultureInfo.InvariantCulture);

    /// <summary>Images of ten classes as Fashion-MNIST's files have them: a bright row tells the class.</summary>
    private void WriteIdx(string part, int count)
    {
        var random = new Random(count);
        var labels = Enumerable.Range(0, count).Select(i => (byte)(i % 10)).ToArray();
        var pixels = labels.SelectMany(label =>
                Enumerable.Range(0, Side * Side).Select(p => (byte)(random.Next(60) + (p / Side / 2 == label + 2 ? 190 : 0))))
            .ToArray();
        Write($"{part}-images-idx3-ubyte.gz", pixels, 0x803, count, Side, Side);
        Write($"{part}-labels-idx1-ubyte.gz", labels, 0x801, count);
    }

    private void Write(string name, byte[] values, params int[] header)
    {
        using var file = new GZipStream(File.Create(_sample.File(name)), CompressionLevel.Fastest);
        var number = new byte[sizeof(int)];
        foreach (var entry in header)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, entry);
            file.Write(number);
        }

        file.Write(values);
    }

    [GeneratedRegex(@"([\d.]+) %")]
    private static partial Regex ShareOf();

    [GeneratedRegex(@"http://\S+/predict")]
    private static partial Regex Address();
}
