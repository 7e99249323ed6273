using System.Text.Json;
using SqueezeExcite.Testing;

namespace SeTrainerHost.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_ImagesWithFaults_NamesThemAndFails()
    {
        var planted = new PlantedPictures(_folder.Path("planted"), 40);
        var (code, output, error) = await Run(planted.Training, "--test", planted.Test);
        Assert.Equal((TrainerApp.Failed, ""), (code, error));
        Assert.Contains("4 unreadable images:", output, StringComparison.Ordinal);
        Assert.Contains($"{planted.Truncated[0]}: the image is cut off", output, StringComparison.Ordinal);
        Assert.Contains("2 groups of images with different labels:", output, StringComparison.Ordinal);
        Assert.Contains($"{planted.Conflicts[0].Copy} [class-1]", output, StringComparison.Ordinal);
        Assert.Contains("3 groups of copies in different parts:", output, StringComparison.Ordinal);
        Assert.Contains($"{planted.Leaks[0].Copy} [test]", output, StringComparison.Ordinal);
        Assert.Contains("5 groups of exact copies:", output, StringComparison.Ordinal);
        Assert.Contains("5 groups of near copies:", output, StringComparison.Ordinal);
        Assert.Contains("there are errors", output, StringComparison.Ordinal);

        (code, output, error) = await Run(planted.Training, "--valid", planted.Test, "--json");
        Assert.Equal((TrainerApp.Failed, ""), (code, error));
        var check = JsonDocument.Parse(output).RootElement;
        Assert.Equal(4, check.GetProperty("unreadable").GetArrayLength());
        Assert.Equal(15, check.GetProperty("copies").GetArrayLength());
        Assert.True(check.GetProperty("hasErrors").GetBoolean());
        Assert.Equal("training", check.GetProperty("unreadable")[0].GetProperty("part").GetString());
        Assert.Equal(
            3,
            check.GetProperty("copies").EnumerateArray().Count(copies => copies.GetProperty("isLeak").GetBoolean()));
    }

    [Fact]
    public async Task Check_SoundImages_ReturnsZero()
    {
        var (code, output, _) = await Run(_folder.Images);
        Assert.Equal(TrainerApp.Done, code);
        Assert.Contains("images 20", output, StringComparison.Ordinal);
        Assert.Contains("width 16 to 16, median 16", output, StringComparison.Ordinal);
        Assert.Contains("no errors", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_WrongInput_IsRefused()
    {
        await Fails("Required argument missing");
        await Fails("was 'nowhere'", "nowhere");
        await Fails("was 'nowhere'", _folder.Images, "--test", "nowhere");
        await Fails("--test-fraction must be at least 0 and below 1, was 1", _folder.Images, "--test-fraction", "1");

        async Task Fails(string message, params string[] arguments)
        {
            var (code, output, error) = await Run(arguments);
            Assert.Equal((TrainerApp.WrongInput, ""), (code, output));
            Assert.Contains(message, error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Check_Cancelled_ExitsWith130()
    {
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(
            ["check", _folder.Images], TextWriter.Null, error, new CancellationToken(canceled: true));
        Assert.Equal(TrainerApp.Cancelled, code);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(["check", .. arguments], output, error);
        return (code, output.ToString(), error.ToString());
    }
}
