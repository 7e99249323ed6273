using System.Text.Json;
using Microsoft.ML.Data;

namespace SeTrainerHost.Tests.Commands;

/// <summary>Black outlines on transparent ground: on the usual background each is one black square.</summary>
public sealed class ImageDecodingTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public ImageDecodingTests()
    {
        Directory.Delete(_folder.Images, recursive: true);
        for (var i = 0; i < 20; i++)
        {
            var label = i % 2 == 0 ? "bar" : "post";
            Directory.CreateDirectory(_folder.Path("images", label));
            var pixels = new byte[4 * 16 * 16];
            for (var p = 0; p < 256; p++)
                pixels[4 * p + 3] = (byte)((label == "bar" ? p / 16 : p % 16) == 2 + i / 2 ? 255 : 0);
            using var picture = MLImage.CreateFromPixels(16, 16, MLPixelFormat.Bgra32, pixels);
            picture.Save(_folder.Path("images", label, $"{i}.png"));
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_OnAWhiteBackground_IsObeyedByEvaluateAndPredict()
    {
        var (metrics, log) = await Train("--background", "white", "--orientation", "ignore");
        Assert.DoesNotContain("transparent", log, StringComparison.Ordinal);
        Assert.True(await DistinctScores() > 10);
        var evaluated = await Run("evaluate", "--model", Model, "--data", _folder.Images, "--json");
        Assert.Equal(20, JsonDocument.Parse(evaluated.Output).RootElement.GetProperty("testImages").GetInt32());
        Assert.Contains("white", (await Run("summary", "--model", Model)).Output, StringComparison.Ordinal);
        Assert.True(metrics.GetProperty("testImages").GetInt32() > 0);
    }

    [Fact]
    public async Task Train_OnTheUsualBackground_SaysHowManyAreBlack()
    {
        var (_, log) = await Train();
        Assert.Contains(
            "16 of 16 training images have transparent parts, which are black, as in stock ML.NET: Decoding's Background "
            + "(--background white) sets another colour",
            log,
            StringComparison.Ordinal);
        Assert.Equal(1, await DistinctScores());
    }

    [Fact]
    public async Task Train_OnABackgroundThatIsNoColor_IsRefused()
    {
        var (code, _, error) = await Run("train", "--data", _folder.Images, "--background", "whiet", "--output", _folder.Output);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Contains(
            "--background must be an HTML colour such as white or #F0F0F0, was 'whiet'",
            error,
            StringComparison.Ordinal);
    }

    private string Model => Path.Combine(_folder.Output, "model.zip");

    private async Task<int> DistinctScores()
    {
        var (code, output, error) = await Run(
            ["predict", "--model", Model, .. Directory.GetFiles(_folder.Images, "*.png", SearchOption.AllDirectories), "--json"]);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output)
            .RootElement.EnumerateArray()
            .Select(image => image.GetProperty("classes")[0].GetProperty("score").GetSingle())
            .Distinct()
            .Count();
    }

    private async Task<(JsonElement Metrics, string Log)> Train(params string[] more)
    {
        var (code, _, error) = await Run(
            [
                "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--epochs", "1",
                "--batch-size", "8", "--reduction-ratio", "4", "--output", _folder.Output, .. more,
            ]);
        Assert.True(code == 0, error);
        var metrics = await File.ReadAllTextAsync(Path.Combine(_folder.Output, "metrics.json"));
        return (JsonDocument.Parse(metrics).RootElement, error.ReplaceLineEndings(" "));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        return (await TrainerApp.RunAsync(arguments, output, error), output.ToString(), error.ToString());
    }
}
