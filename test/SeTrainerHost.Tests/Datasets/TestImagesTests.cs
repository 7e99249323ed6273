using System.Text.Json;

namespace SeTrainerHost.Tests.Datasets;

/// <summary>Runs that go on test on the images that they began with.</summary>
public sealed class TestImagesTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Kept => File.ReadAllText(Path.Combine(_folder.Output, "test-images.json"));

    [Fact]
    public async Task Train_ResumedWithMoreImages_TestsOnThoseItBeganWith()
    {
        await Trains("--test-fraction", "0.3");
        var kept = Kept;
        var list = JsonDocument.Parse(kept).RootElement;
        Assert.Equal(0.3, list.GetProperty("fraction").GetDouble());
        string[] images = [.. list.GetProperty("images").EnumerateArray().Select(image => image.GetString()!)];
        Assert.Equal(6, images.Length);
        Assert.All(images, image => Assert.True(File.Exists(Path.Combine(_folder.Images, image)), image));

        foreach (var i in Enumerable.Range(0, 10))
            File.Copy(Path.Combine(_folder.Images, "red", "1.png"), Path.Combine(_folder.Images, "red", $"again {i}.png"));
        var metrics = JsonDocument.Parse(await Trains("--epochs", "2", "--resume")).RootElement;
        Assert.Equal([3, 3], metrics.GetProperty("classes").EnumerateArray().Select(c => c.GetProperty("images").GetInt32()));
        Assert.Equal(kept, Kept);
        await Trains("--epochs", "2", "--resume", "--test-fraction", "0.3");

        await Fails(
            "--test-fraction must be 0.3, that of the run that goes on (test-images.json), or left out, was 0.5",
            "--resume",
            "--test-fraction",
            "0.5");
        File.Delete(Path.Combine(_folder.Images, images[^1]));
        await Fails($"--data has no '{images[^1]}', 1 of the 6 images of test-images.json are not there", "--resume");
        await File.WriteAllTextAsync(Path.Combine(_folder.Output, "test-images.json"), "{}");
        await Fails("is damaged", "--resume");
        File.Delete(Path.Combine(_folder.Output, "test-images.json"));
        var (code, _, error) = await Run("--resume");
        Assert.True(code == 0, error);
        Assert.Contains("has no test-images.json: the test images are chosen anew", error, StringComparison.Ordinal);
    }

    /// <summary>The checkpoint in the folder is still that of the run before.</summary>
    [Fact]
    public async Task Train_AnewButRefused_LeavesTheListOfTheRunBefore()
    {
        await Trains();
        var kept = Kept;
        await Fails("ReductionRatio must be between 1", "--test-fraction", "0.5", "--reduction-ratio", "1000", "--overwrite");
        Assert.Equal(kept, Kept);
        await Trains("--test-fraction", "0.5", "--overwrite");
        Assert.NotEqual(kept, Kept);
    }

    [Fact]
    public async Task Train_ResumedWithAMovedTable_FindsItsImages()
    {
        string Table(string folder) => Path.Combine(folder, "images.tsv");
        await File.WriteAllLinesAsync(
            Table(_folder.Root),
            Directory.GetFiles(_folder.Images, "*.png", SearchOption.AllDirectories)
                .Select(path => $"./{Path.GetRelativePath(_folder.Root, path)}\t{Path.GetFileName(Path.GetDirectoryName(path))}")
        );
        await Trains("--data", Table(_folder.Root));
        Assert.Contains("\"images/", Kept, StringComparison.Ordinal);
        var moved = Directory.CreateDirectory(_folder.Path("moved")).FullName;
        Directory.Move(_folder.Images, Path.Combine(moved, "images"));
        File.Move(Table(_folder.Root), Table(moved));
        await Trains("--data", Table(moved), "--resume", "--epochs", "2");
    }

    private async Task<string> Trains(params string[] options)
    {
        var (code, output, error) = await Run(options);
        Assert.True(code == 0, error);
        return output;
    }

    private async Task Fails(string message, params string[] options)
    {
        var (code, _, error) = await Run(options);
        Assert.Equal(TrainerApp.WrongInput, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch", error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> Run(params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] Default(string name, string value) => options.Contains(name) ? [] : [name, value];
        var code = await TrainerApp.RunAsync(
            [
                "train", "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--batch-size", "8", "--output",
                _folder.Output, "--json",
                .. Default("--data", _folder.Images),
                .. Default("--epochs", "1"),
                .. Default("--reduction-ratio", "4"),
                .. options,
            ],
            output,
            error);
        return (code, output.ToString(), error.ToString());
    }
}
