using System.Text.Json;

namespace SeTrainerHost.Tests.Commands;

public sealed class PredictCommandTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Predict_SomeFilesThatAreNoImages_NamesThemAndPredictsTheOthers()
    {
        await Train();
        var broken = _folder.Path("broken.png");
        await File.WriteAllTextAsync(broken, "no image");
        string[] files = [Red, broken, _folder.Path("none.png"), Blue];
        var (code, output, error) = await Predict(default, files);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Equal([Red, Blue], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
        Assert.Contains($"error: '{broken}': the 8 bytes are not an image", error, StringComparison.Ordinal);
        Assert.Contains($"error: there is no image '{files[2]}'", error, StringComparison.Ordinal);
        Assert.Contains("error: 2 of 4 images cannot be read", error, StringComparison.Ordinal);

        (code, output, _) = await Predict(default, [.. files, "--json"]);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Equal(
            [Red, Blue],
            JsonDocument.Parse(output)
                .RootElement.EnumerateArray()
                .Select(prediction => prediction.GetProperty("path").GetString()));

        (code, output, error) = await Predict(
            default,
            [.. Enumerable.Repeat(files[..1], 200).SelectMany(file => file), files[3]]);
        Assert.Equal(("", TrainerApp.Done), (error, code));
        Assert.Equal(
            [.. Enumerable.Repeat(Red, 200), Blue],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public async Task Predict_FilesOfAList_TakesEachLine()
    {
        await Train();
        var (spaced, list) = (_folder.Path("with a space.png"), _folder.Path("list.txt"));
        File.Copy(Red, spaced);
        await File.WriteAllLinesAsync(list, [Blue, $"\"{spaced}\"", .. Enumerable.Repeat(Red, 300)]);
        var (code, output, error) = await Predict(default, $"@{list}");
        Assert.Equal(("", TrainerApp.Done), (error, code));
        Assert.Equal(
            [Blue, spaced, .. Enumerable.Repeat(Red, 300)],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));
    }

    [Fact]
    public async Task Predict_FoldersAndPatterns_TakesTheImagesInThem()
    {
        await Train();
        await File.WriteAllTextAsync(_folder.Path("images", "red", "notes.txt"), "no image");
        var (code, output, error) = await Predict(default, Path.Combine(_folder.Images, "red"), Blue);
        Assert.Equal(("", TrainerApp.Done), (error, code));
        string[] expected =
        [
            .. Directory.GetFiles(Path.Combine(_folder.Images, "red"), "*.png").Order(StringComparer.Ordinal), Blue,
        ];
        Assert.Equal(expected, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')[0]));

        (code, output, error) = await Predict(default, _folder.Path("images", "**", "?.png"), "--format", "csv", "--top", "2");
        Assert.Equal(("", TrainerApp.Done), (error, code));
        var lines = output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("path,label,score,label2,score2", lines[0]);
        Assert.Equal(10, lines.Length - 1);
        Assert.All(lines[1..], line => Assert.Equal(1, Scores(line), 1e-5));

        static double Scores(string line) => line.Split(',') is [_, _, var first, _, var second]
            ? double.Parse(first, System.Globalization.CultureInfo.InvariantCulture)
                + double.Parse(second, System.Globalization.CultureInfo.InvariantCulture)
            : 0;
    }

    [Fact]
    public async Task Predict_PathsWithoutImages_NamesThem()
    {
        await Train();
        var empty = Directory.CreateDirectory(_folder.Path("empty")).FullName;
        var (code, output, error) = await Predict(default, "--format", "CSV", empty, _folder.Path("images", "*.jpg"));
        Assert.Equal((TrainerApp.WrongInput, "path,label,score"), (code, output.Trim()));
        Assert.Contains($"error: there is no image in the folder '{empty}' (.jpg", error, StringComparison.Ordinal);
        Assert.Contains($"error: there is no image '{_folder.Path("images", "*.jpg")}'", error, StringComparison.Ordinal);
        Assert.Contains("error: 2 of 2 images cannot be read", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'html' is not one of text, csv, json", "--format", "html")]
    [InlineData("--json and --format exclude each other", "--format", "csv", "--json")]
    public async Task Predict_WrongFormat_SaysWhatIsRight(string message, params string[] arguments)
    {
        var (code, _, error) = await Predict(default, [.. arguments, Red]);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predict_Cancelled_ExitsWith130()
    {
        await Train();
        var (code, output, _) = await Predict(new CancellationToken(canceled: true), Red);
        Assert.Equal((TrainerApp.Cancelled, ""), (code, output));
    }

    private string Red => _folder.Path("images", "red", "1.png");

    private string Blue => _folder.Path("images", "blue", "2.png");

    private async Task Train()
    {
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(
            [
                "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16",
                "--epochs", "1", "--batch-size", "8", "--reduction-ratio", "4", "--output", _folder.Output,
            ],
            TextWriter.Null,
            error);
        Assert.True(code == 0, error.ToString());
    }

    private async Task<(int Code, string Output, string Error)> Predict(CancellationToken cancellation, params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(
            ["predict", "--model", Path.Combine(_folder.Output, "model.zip"), .. arguments],
            output,
            error,
            cancellation);
        return (code, output.ToString(), error.ToString());
    }
}
