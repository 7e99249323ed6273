using System.Text.Json;

namespace SeTrainerHost.Tests;

public sealed class TrainerAppTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_OnAFolder_WritesAModelThatEvaluatesAndPredicts()
    {
        var (code, output, error) = await Run(
            "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--recipe", "quick",
            "--image-size", "16", "--epochs", "6", "--batch-size", "8", "--reduction-ratio", "4", "--mirror", "false",
            "--device", "cpu", "--test-fraction", "0.3", "--json", "--output",
            _folder.Output);
        Assert.True(code == 0, error);
        Assert.Contains("epoch 6/6", error, StringComparison.Ordinal);

        var metrics = JsonDocument.Parse(output).RootElement;
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_folder.Output, "metrics.json")), output);
        Assert.Equal(1, metrics.GetProperty("microAccuracy").GetDouble());
        Assert.Equal(1, metrics.GetProperty("topK")[1].GetDouble());
        Assert.Equal("se-resnet-8-cifar", metrics.GetProperty("architecture").GetString());
        Assert.All(
            ["macroAccuracy", "logLoss", "trainSeconds", "imagesPerSecond", "dataWaitShare", "parameters", "multiplyAdds"],
            name => Assert.Equal(JsonValueKind.Number, metrics.GetProperty(name).ValueKind));
        Assert.Equal(
            ["blue", "red"],
            metrics.GetProperty("classes").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
        var tested = metrics.GetProperty("testImages").GetInt32();
        Assert.Equal(
            tested,
            metrics.GetProperty("confusionMatrix")
                .EnumerateArray()
                .SelectMany(row => row.EnumerateArray())
                .Sum(cell => cell.GetDouble()));

        var model = Path.Combine(_folder.Output, "model.zip");
        var scores = _folder.Path("scores.tsv");
        (code, output, error) = await Run("evaluate", "--model", model, "--data", _folder.Images, "--scores", scores, "--json");
        Assert.True(code == 0, error);
        Assert.Equal(20, JsonDocument.Parse(output).RootElement.GetProperty("testImages").GetInt32());
        Assert.False(JsonDocument.Parse(output).RootElement.TryGetProperty("trainSeconds", out _));
        var lines = await File.ReadAllLinesAsync(scores);
        Assert.Equal(20, lines.Length);
        Assert.All(
            lines,
            line =>
                Assert.Equal(
                    1,
                    line.Split('\t').Sum(score => float.Parse(score, System.Globalization.CultureInfo.InvariantCulture)),
                    1e-5f));

        (code, output, error) = await Run("summary", "--model", model, "--json");
        Assert.True(code == 0, error);
        var made = JsonDocument.Parse(output).RootElement;
        Assert.Equal("se-resnet-8-cifar", made.GetProperty("architecture").GetString());
        Assert.Equal(4, made.GetProperty("attention").GetProperty("reductionRatio").GetInt32());
        Assert.Equal(6, made.GetProperty("settings").GetProperty("epochs").GetInt32());
        Assert.Equal("Sgd", made.GetProperty("settings").GetProperty("optimizer").GetString());
        Assert.Contains("TorchSharp 0.107", made.GetProperty("versions").GetString(), StringComparison.Ordinal);
        Assert.Equal("MLImage", made.GetProperty("images").GetString());
        (code, output, _) = await Run("summary", "--model", model);
        Assert.Equal(0, code);
        Assert.Contains("settings.learningRate", output, StringComparison.Ordinal);

        (code, output, error) = await Run(
            "predict",
            "--model",
            model,
            _folder.Path("images", "red", "1.png"),
            _folder.Path("images", "blue", "2.png"),
            "--json");
        Assert.True(code == 0, error);
        Assert.Equal(
            ["red", "blue"],
            JsonDocument.Parse(output).RootElement.EnumerateArray().Select(p => p.GetProperty("label").GetString()));

        var onnx = _folder.Path("model.onnx");
        (code, output, error) = await Run("export", "--model", model, "--output", onnx, "--json");
        Assert.True(code == 0, error);
        Assert.Equal(
            ["blue", "red"],
            JsonDocument.Parse(output).RootElement.GetProperty("classes").EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("SeNetInput (N, 3, 16, 16)", error, StringComparison.Ordinal);
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(onnx);
        Assert.Equal([-1, 3, 16, 16], session.InputMetadata["SeNetInput"].Dimensions);
    }

    [Fact]
    public async Task Train_OnATable_TakesPathsRelativeToIt()
    {
        var table = _folder.Path("images.tsv");
        await File.WriteAllLinesAsync(table, Directory.GetFiles(_folder.Images, "*.png", SearchOption.AllDirectories)
            .Select(path => $"{Path.GetRelativePath(_folder.Root, path)}\t{Path.GetFileName(Path.GetDirectoryName(path))}"));
        var (code, _, error) = await Run(
            "train", "--data", table, "--valid", table, "--architecture", "resnet-8-cifar", "--image-size", "16",
            "--epochs", "1", "--output",
            _folder.Output);
        Assert.True(code == 0, error);
        Assert.Contains("validation", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_OfANetwork_PrintsItsLayersAndTotals()
    {
        var (code, output, _) = await Run("summary", "se-resnet-50");
        Assert.Equal(0, code);
        Assert.Contains("layer1.0.se.fc1", output, StringComparison.Ordinal);
        Assert.Contains("28,088,024", output, StringComparison.Ordinal);

        (code, output, _) = await Run("summary", "--all", "--json");
        Assert.Equal(0, code);
        Assert.Contains(
            JsonDocument.Parse(output).RootElement.EnumerateArray(),
            n => n.GetProperty("parameters").GetInt64() == 11_778_592);
    }

    [Theory]
    [InlineData("--data must be", "train", "--data", "nowhere", "--output", "x")]
    [InlineData("--data is required, here or in the file of --config", "train", "--output", "nowhere")]
    [InlineData("there is no recipe 'slow'", "train", "--data", "fashion-mnist", "--recipe", "slow", "--output", "x")]
    [InlineData("--epochs must be a whole number, was 'many'", "train", "--data", "x", "--epochs", "many", "--output", "x")]
    [InlineData("--learning-rate must be a number, was 'a'", "train", "--data", "x", "--learning-rate", "a", "--output", "x")]
    [InlineData("--time-budget must be a time such as 00:30:00", "train", "--data", "x", "--time-budget", "a", "--output", "x")]
    [InlineData("--milestones must be a whole number", "train", "--data", "x", "--milestones", "a", "--output", "x")]
    [InlineData("did you mean 'se-resnet-50'", "train", "--data", "x", "--architecture", "se-resnet-5", "--output", "x")]
    [InlineData("--top must be at least 1, was 0\n", "predict", "--model", "x", "--top", "0", "y")]
    [InlineData("--seeds must be at least 1, was 0\n", "ablation", "--data", "x", "--seeds", "0", "--output", "x")]
    [InlineData("there is no model", "evaluate", "--model", "none.zip", "--data", "fashion-mnist")]
    [InlineData("there is no model", "export", "--model", "none.zip", "--output", "none.onnx")]
    [InlineData("no architecture 'se-resnet-51'", "summary", "se-resnet-51")]
    [InlineData("either a NAME or --all or --model FILE", "summary")]
    [InlineData("'fly'", "fly")]
    [InlineData("'trian': did you mean 'train'?\n", "trian", "--data", "x")]
    [InlineData("'PREDICT': did you mean 'predict'?\n", "PREDICT")]
    [InlineData("'--epoch': did you mean '--epochs'?\n", "train", "--data", "x", "--output", "y", "--epoch", "3")]
    [InlineData("recipe 'Papers': did you mean 'paper'?\n", "train", "--data", "x", "--recipe", "Papers", "--output", "y")]
    [InlineData("plateau: did you mean 'one-cycle'?\n", "train", "--data", "x", "--output", "y", "--schedule", "One-Cycel")]
    [InlineData("did you mean 'se-resnet-50'?\n", "summary", "SE_ResNet-50")]
    public async Task Run_WrongInput_ExitsWith2AndSaysWhy(string message, params string[] args)
    {
        var (code, _, error) = await Run(args);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Actual value", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_OptionsOutOfRange_WritesNothing()
    {
        var (code, _, error) = await Run(
            "train", "--data", _folder.Images, "--epochs", "0", "--reduction-ratio", "0", "--output", _folder.Output);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Contains("--epochs must be at least 1, was 0", error, StringComparison.Ordinal);
        Assert.Contains("--reduction-ratio must be at least 1, was 0", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Output, "model.zip")));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
