using System.Text.Json;

namespace SeTrainerHost.Tests;

public sealed class ImportCommandTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_FileOfPyTorch_ReportsItAndWritesWhatTrainTakes()
    {
        var weights = _folder.Path("tiny.safetensors");
        var (code, output, error) = await Run(
            "import",
            Golden("tiny.pth"),
            "--architecture",
            "se-resnet-8-cifar",
            "--output",
            weights,
            "--json");
        Assert.True(code == 0, error);
        Assert.Contains("reduction ratio 8, with biases, found in the file", error, StringComparison.Ordinal);
        var report = JsonDocument.Parse(output).RootElement;
        Assert.Equal(("PyTorch", 5), (report.GetProperty("format").GetString(), report.GetProperty("classes").GetInt32()));
        Assert.Equal([3, 32, 32], report.GetProperty("input").EnumerateArray().Select(size => size.GetInt32()));
        Assert.Contains(
            "layer1.0.se.fc1.weight",
            report.GetProperty("matched").EnumerateArray().Select(name => name.GetString()));
        Assert.All(
            ["missing", "unexpected", "otherShape", "newHead"],
            name => Assert.Equal(0, report.GetProperty(name).GetArrayLength()));

        (code, _, error) = await Run(
            "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--epochs",
            "1", "--pretrained-weights", weights, "--freeze-up-to-stage", "3", "--freeze-batch-norm", "true",
            "--head-rate-factor", "10", "--output",
            _folder.Output);
        Assert.True(code == 0, error);
        Assert.Contains("the class layer is new, since the file has 5 classes and the data 2", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithoutOutput_ChecksAlone()
    {
        var (code, output, error) = await Run("import", Golden("tiny.pth"), "--architecture", "se-resnet-8-cifar");
        Assert.Equal((0, ""), (code, output));
        Assert.Contains("tensors, none missing", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_WithANormalization_KeepsItInTheFile()
    {
        var weights = _folder.Path("tiny.safetensors");
        var (code, output, error) = await Run(
            "import",
            Golden("tiny.pth"),
            "--architecture",
            "se-resnet-8-cifar",
            "--normalization",
            "125,123,114/63,62,66.7",
            "--output",
            weights,
            "--json");
        Assert.True(code == 0, error);
        Assert.Contains("mean 125 123 114, deviation 63 62 66.7, as given", error, StringComparison.Ordinal);
        Assert.Equal("as given", JsonDocument.Parse(output).RootElement.GetProperty("statisticsFrom").GetString());
        (code, output, error) = await Run("import", weights, "--architecture", "se-resnet-8-cifar", "--json");
        Assert.True(code == 0, error);
        Assert.Equal(
            [125, 123, 114],
            JsonDocument.Parse(output).RootElement.GetProperty("mean").EnumerateArray().Select(mean => mean.GetInt32()));
    }

    [Fact]
    public async Task Import_WithAWrongNormalization_SaysWhatIsRight()
    {
        var (code, _, error) = await Run(
            "import", Golden("tiny.pth"), "--architecture", "se-resnet-8-cifar", "--normalization", "1,2,3");
        Assert.NotEqual(0, code);
        Assert.Contains("must be as in 123.675", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("posix.system", "malicious.pth", "se-resnet-8-cifar")]
    [InlineData("missing: ", "tiny.pth", "se-resnet-20-cifar")]
    [InlineData("no architecture 'se-resnet-9-cifar'", "tiny.pth", "se-resnet-9-cifar")]
    [InlineData("there is no file of weights", "none.pth", "se-resnet-8-cifar")]
    public async Task Import_WhatDoesNotFit_ExitsWith2AndLeavesTheOldFile(string message, string file, string architecture)
    {
        var weights = _folder.Path("old.safetensors");
        await File.WriteAllTextAsync(weights, "old");
        var (code, output, error) = await Run(
            "import",
            Golden(file),
            "--architecture",
            architecture,
            "--output",
            weights,
            "--json");
        Assert.Equal((TrainerApp.WrongInput, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(weights));
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "golden", "weights", name);

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(args, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
