using System.Text.Json;

namespace SeTrainerHost.Tests.Datasets;

/// <summary>Trainings on tables and folders that are not as they should be.</summary>
public sealed class TableTrainingTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_ATableWithAHeader_HasNoClassOfIt()
    {
        var metrics = await Trains(Table(["file,class", .. Rows("red"), .. Rows("blue")]), "--on-invalid-image", "skip");
        Assert.Equal(["blue", "red"], Classes(metrics));
    }

    [Fact]
    public async Task Train_NoReadableImageOfAClass_NamesItBeforeTraining()
    {
        foreach (var i in Enumerable.Range(0, 4))
            await File.WriteAllTextAsync(_folder.Path($"broken {i}.png"), "no image");
        var error = await Fails(
            Table([.. Rows("red"), .. Rows("blue"), .. Enumerable.Range(0, 4).Select(i => $"broken {i}.png,broken")]),
            "--on-invalid-image", "skip");
        Assert.Contains("no training image of class 'broken' can be read: 3 of 'broken', the first", error);
        Assert.DoesNotContain("epoch", error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Output, "model.zip")));
    }

    /// <summary>Oversampled: each file five times.</summary>
    [Fact]
    public async Task Train_FilesThatAreListedOften_AreOnOneSideOfTheValidationToo()
    {
        var (code, _, error) = await Run(
            Table([.. Enumerable.Repeat(Rows("red").Concat(Rows("blue")), 5).SelectMany(rows => rows)]),
            "--test-fraction", "0.2", "--validation-fraction", "0.25");
        Assert.True(code == 0, error);
        Assert.Contains("60 training images, 20 validation images", error, StringComparison.Ordinal);
        Assert.Contains("images 20", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_ValidationImagesThatAreTrainedOn_AreSaid()
    {
        var (code, _, error) = await Run(_folder.Images, "--valid", _folder.Images, "--test-fraction", "0.2");
        Assert.True(code == 0, error);
        Assert.Contains("16 of 20 validation images are trained on, too", error, StringComparison.Ordinal);
        Assert.Contains("4 of 20 validation images are of the test, too", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_AClassOfOneImage_HasNoTestImages()
    {
        var one = Rows("blue").Last().Replace(",blue", ",one", StringComparison.Ordinal);
        var metrics = await Trains(Table([.. Rows("red"), .. Rows("blue").SkipLast(1), one]), "--test-fraction", "0.3");
        var judged = metrics.GetProperty("classes").EnumerateArray().Single(c => c.GetProperty("name").GetString() == "one");
        Assert.Equal(0, judged.GetProperty("images").GetInt32());
        Assert.Equal(JsonValueKind.Null, judged.GetProperty("precision").ValueKind);
        Assert.Equal(JsonValueKind.Null, judged.GetProperty("logLoss").ValueKind);
    }

    [Fact]
    public async Task Predict_LabelsWithControlCharacters_KeepsToALineAnImage()
    {
        await Trains(Table(
            [.. Rows("red").Select(row => $"\"{row.Split(',')[0]}\",\"tab\tline\nbell\aback\\slash\""), .. Rows("blue")]));
        string[] files = [_folder.Path("images", "red", "1.png"), _folder.Path("tab\there.png")];
        File.Copy(files[0], files[1]);
        string[] predict = ["predict", "--model", Path.Combine(_folder.Output, "model.zip"), .. files, "--top", "2"];
        var (code, output, error) = await Run(predict);
        Assert.True(code == 0, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.All(lines, line => Assert.Equal(2, line.Split('\t').Length));
        Assert.Contains("tab\\tline\\nbell\\u0007back\\\\slash ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(_folder.Path("tab\\there.png") + "\t", lines[1], StringComparison.Ordinal);

        (_, output, _) = await Run([.. predict, "--json"]);
        Assert.Contains(
            "tab\tline\nbell\aback\\slash",
            JsonDocument.Parse(output).RootElement[0].GetProperty("classes").EnumerateArray()
                .Select(c => c.GetProperty("label").GetString()));
    }

    private static IEnumerable<string?> Classes(JsonElement metrics) =>
        metrics.GetProperty("classes").EnumerateArray().Select(c => c.GetProperty("name").GetString());

    private IEnumerable<string> Rows(string label) =>
        Directory.GetFiles(_folder.Path("images", label)).Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(_folder.Root, path)},{label}");

    private string Table(params string[] rows)
    {
        File.WriteAllLines(_folder.Path("table.csv"), rows);
        return _folder.Path("table.csv");
    }

    private async Task<JsonElement> Trains(string data, params string[] options)
    {
        var (code, output, error) = await Run(data, options);
        Assert.True(code == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private async Task<string> Fails(string data, params string[] options)
    {
        var (code, _, error) = await Run(data, options);
        Assert.Equal(TrainerApp.WrongInput, code);
        return error;
    }

    private Task<(int Code, string Output, string Error)> Run(string data, params string[] options) => Run(
    [
        "train", "--data", data, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--batch-size", "8", "--epochs",
        "1", "--reduction-ratio", "4", "--device", "cpu", "--json", "--output", _folder.Output, .. options,
    ]);

    private static async Task<(int Code, string Output, string Error)> Run(string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await TrainerApp.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
