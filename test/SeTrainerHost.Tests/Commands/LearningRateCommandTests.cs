using System.Text.Json;

namespace SeTrainerHost.Tests.Commands;

public sealed class LearningRateCommandTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task LrFind_OnPictures_ShowsTheLossesAndSuggestsARate()
    {
        var (code, output, error) = await Run("--data", _folder.Images, "--steps", "24");
        Assert.Equal(TrainerApp.Done, code);
        Assert.Contains("16 training images", error, StringComparison.Ordinal);
        Assert.Matches(@"rate +loss", output);
        Assert.Matches(@"suggestion: --learning-rate [0-9.E-]+\n", output);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root).Except([_folder.Images]));
    }

    [Fact]
    public async Task LrFind_Json_HasEveryStep()
    {
        string[] range = ["--steps", "20", "--lowest", "0.001", "--highest", "0.01"];
        var (code, output, _) = await Run(["--data", _folder.Images, .. range, "--json"]);
        Assert.Equal(TrainerApp.Done, code);
        var points = JsonDocument.Parse(output).RootElement.GetProperty("points");
        Assert.Equal(20, points.GetArrayLength());
        Assert.Equal(0.001, points[0].GetProperty("rate").GetDouble());
        Assert.Equal(0.01, points[19].GetProperty("rate").GetDouble(), 1e-9);
        Assert.True(points[0].GetProperty("loss").GetDouble() > 0);
    }

    [Theory]
    [InlineData("--lowest must be above 0, was 0", "--lowest", "0")]
    [InlineData("--highest must be above the lowest, 1E-05, was 1E-06", "--highest", "1e-6")]
    [InlineData("--steps must be from 20 to 100000, was 3", "--steps", "3")]
    [InlineData("--momentum has no effect", "--optimizer", "adam", "--momentum", "0.5")]
    public async Task LrFind_WrongInput_IsRefused(string message, params string[] arguments)
    {
        var (code, output, error) = await Run(["--data", _folder.Images, .. arguments]);
        Assert.Equal((TrainerApp.WrongInput, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await TrainerApp.RunAsync(
            ["lr-find", "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--batch-size", "8", .. arguments],
            output,
            error);
        return (code, output.ToString(), error.ToString());
    }
}
