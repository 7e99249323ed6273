using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;

namespace SeTrainerHost.Tests.Runs;

public sealed class FinishedModelTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("train")]
    [InlineData("sweep", "--models", "1", "--search-reduction-ratio", "4", "--validation-fraction", "0.3")]
    public async Task Write_TestImageThatIsNone_SavesTheModelBeforeItFails(params string[] command)
    {
        var ml = new MLContext(seed: 1);
        var broken = Dataset.Open(ml, _folder.Images)
            .Split(ml, 0.2, new SeNetOptions().Seed)
            .Test!.GetColumn<string>(ImageFiles.PathColumn)
            .First();
        await File.WriteAllTextAsync(broken, "no image");
        Directory.CreateDirectory(_folder.Output);
        await File.WriteAllTextAsync(Path.Combine(_folder.Output, "metrics.json"), "those of another model");
        using var error = new StringWriter();
        string[] arguments =
        [
            .. command, "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16",
            "--epochs", "1", "--batch-size", "8", "--reduction-ratio", "4", "--output", _folder.Output,
        ];
        Assert.Equal(TrainerApp.WrongInput, await TrainerApp.RunAsync(arguments, TextWriter.Null, error));
        var model = Path.Combine(_folder.Output, "model.zip");
        Assert.Contains($"the model is saved as {model}, but could not be tested", error.ToString(), StringComparison.Ordinal);
        Assert.Contains(broken, error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Output, "metrics.json")));

        Assert.Equal(
            TrainerApp.Done,
            await TrainerApp.RunAsync(
                ["predict", "--model", model, Path.Combine(_folder.Images, "red", "1.png")],
                TextWriter.Null,
                error));
    }

    [Fact]
    public async Task Write_NoTestImageThatCanBeRead_SavesTheModelAndSaysSo()
    {
        var ml = new MLContext(seed: 1);
        foreach (
            var path in Dataset.Open(ml, _folder.Images)
                .Split(ml, 0.2, new SeNetOptions().Seed)
                .Test!.GetColumn<string>(ImageFiles.PathColumn))
            await File.WriteAllTextAsync(path, "no image");
        using var error = new StringWriter();
        string[] arguments =
        [
            "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--epochs",
            "1", "--batch-size", "8", "--reduction-ratio", "4", "--on-invalid-image", "skip", "--output",
            _folder.Output,
        ];
        Assert.Equal(TrainerApp.WrongInput, await TrainerApp.RunAsync(arguments, TextWriter.Null, error));
        Assert.Contains("but could not be tested: there is no image to test on", error.ToString(), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder.Output, "model.zip")));
    }
}
