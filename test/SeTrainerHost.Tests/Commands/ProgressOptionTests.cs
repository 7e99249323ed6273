using System.Text.Json;

namespace SeTrainerHost.Tests.Commands;

public sealed class ProgressOptionTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_ProgressJsonl_WritesAnObjectALine()
    {
        var (code, output, events) = await Run("--tensorboard", "--validation-fraction", "0.3");
        Assert.Equal((TrainerApp.Done, ""), (code, output));
        Assert.Equal(("started", "finished"), (Name(events[0]), Name(events[^1])));
        Assert.Equal(_folder.Output, events[0].GetProperty("folder").GetString());
        Assert.InRange(events[^1].GetProperty("accuracy").GetDouble(), 0, 1);
        var epochs = events.Where(e => Name(e) == "epoch").ToArray();
        Assert.Equal([1, 2], epochs.Select(e => e.GetProperty("epoch").GetInt32()));
        Assert.All(epochs, e => Assert.InRange(e.GetProperty("validationAccuracy").GetDouble(), 0, 1));
        Assert.Contains(events, e => Name(e) == "step");
        var messages = events.Where(e => Name(e) == "message").Select(e => e.GetProperty("text").GetString()!);
        Assert.Contains(messages, text => text.StartsWith("se-resnet-8-cifar", StringComparison.Ordinal));

        var board = Assert.Single(Directory.GetFiles(Path.Combine(_folder.Output, "tensorboard")));
        Assert.Contains(Runs.EventFile.Read(board), e => e.Histogram is not null);
    }

    [Fact]
    public async Task Train_ProgressJsonl_TellsOfAFailureAsAnEvent()
    {
        var (code, _, events) = await Run("--reduction-ratio", "1000");
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Equal("failed", Name(events[^1]));
        Assert.Equal(TrainerApp.WrongInput, events[^1].GetProperty("exitCode").GetInt32());
        Assert.Contains("must be between 1", events[^1].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.Output));
    }

    [Theory]
    [InlineData("'--epochz'", "--epochz", "3")]
    [InlineData("--batch-size must be a whole number, was 'foo'", "--batch-size", "foo")]
    public async Task Train_ProgressJsonl_TellsOfAWrongCommandLineAsAnEvent(string message, params string[] options)
    {
        var (code, _, events) = await Run(options);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Contains(message, Assert.Single(events).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static string Name(JsonElement e) => e.GetProperty("event").GetString()!;

    private async Task<(int Code, string Output, JsonElement[] Events)> Run(params string[] options)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await TrainerApp.RunAsync(
            [
                "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--epochs", "2",
                "--output", _folder.Output, "--progress", "jsonl", .. options,
                .. options.Contains("--batch-size") ? (string[])[] : ["--batch-size", "8"],
            ],
            output,
            error);
        var lines = error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (code, output.ToString(), [.. lines.Select(line => JsonDocument.Parse(line).RootElement)]);
    }
}
