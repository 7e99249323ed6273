using System.Text.Json;

namespace SeTrainerHost.Tests.Commands;

public sealed class EvaluateCommandTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Evaluate_LabelsThatTheModelDoesNotKnow_AreCountedAndNamed()
    {
        var model = await Train();
        var scores = _folder.Path("scores.tsv");
        var (code, output, error) = await Run(
            "evaluate",
            "--model",
            model,
            "--data",
            Also("green", 3),
            "--scores",
            scores,
            "--json");
        Assert.True(code == 0, error);
        var metrics = JsonDocument.Parse(output).RootElement;
        Assert.Equal(
            (20, 3),
            (metrics.GetProperty("testImages").GetInt32(), metrics.GetProperty("unknownLabelImages").GetInt32()));
        Assert.Contains(
            "3 of 23 test images have a label that the model does not know and were left out: 'green'",
            error,
            StringComparison.Ordinal);
        Assert.Equal(23, (await File.ReadAllLinesAsync(scores)).Length);

        Directory.Delete(_folder.Path("images", "red"), recursive: true);
        Directory.Move(_folder.Path("images", "blue"), _folder.Path("images", "teal"));
        (code, output, error) = await Run("evaluate", "--model", model, "--data", _folder.Images, "--json");
        Assert.Equal((TrainerApp.WrongInput, ""), (code, output));
        Assert.Contains(
            "none of the 13 test images has a label that the model knows: theirs are 'green', 'teal', the model's classes "
            + "'blue', 'red'",
            error,
            StringComparison.Ordinal);
    }

    /// <summary>Found before the model is opened, let alone an image scored.</summary>
    [Fact]
    public async Task Evaluate_ScoresThatHaveNoPlace_AreRefusedAtOnce()
    {
        var (code, _, error) = await Run(
            "evaluate", "--model", "none.zip", "--data", _folder.Images, "--scores",
            _folder.Path("nowhere", "scores.tsv"));
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Contains($"there is no folder '{_folder.Path("nowhere")}'", error, StringComparison.Ordinal);
        (code, _, error) = await Run("evaluate", "--model", "none.zip", "--data", _folder.Images, "--scores", _folder.Images);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Contains("--scores must be a file", error, StringComparison.Ordinal);
    }

    private string Also(string label, int count)
    {
        Directory.CreateDirectory(_folder.Path("images", label));
        foreach (var i in Enumerable.Range(0, count))
            File.Copy(_folder.Path("images", "red", "1.png"), _folder.Path("images", label, $"{i}.png"));
        return _folder.Images;
    }

    private async Task<string> Train()
    {
        var (code, _, error) = await Run(
            "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--epochs",
            "1", "--batch-size", "8", "--reduction-ratio", "4", "--output",
            _folder.Output);
        Assert.True(code == 0, error);
        return Path.Combine(_folder.Output, "model.zip");
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
