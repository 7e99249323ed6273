using System.Text.Json;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Runs;

namespace SeTrainerHost.Tests.Runs;

/// <summary>Runs that are repeated, compared and tested again from what their folders keep.</summary>
public sealed class RepeatedRunTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    private string First => _folder.Path("first");

    private string Again => _folder.Path("again");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_FromRunYaml_GivesTheSameWeights()
    {
        await Trains(First, "--recipe", "quick", "--test-fraction", "0.3", "--milestones", "1", "2", "--schedule", "multi-step");
        var yaml = await File.ReadAllTextAsync(Path.Combine(First, "run.yaml"));
        Assert.Contains($"\ndata: {_folder.Images}\n", yaml, StringComparison.Ordinal);
        Assert.Contains("\ntest-fraction: 0.3\n", yaml, StringComparison.Ordinal);
        Assert.Contains("\nschedule: multi-step\nmilestones:\n- 1\n- 2\n", yaml, StringComparison.Ordinal);
        Assert.Contains("\n  command: se-trainer train ", yaml, StringComparison.Ordinal);
        Assert.Matches("\n  data-hash: [0-9a-f]{64}\n", yaml);

        var error = await Succeeds("train", "--config", Path.Combine(First, "run.yaml"), "--output", Again);
        Assert.DoesNotContain("repeated", error, StringComparison.Ordinal);
        Assert.Equal(Tensors(First), Tensors(Again));
        Assert.Equal(
            await File.ReadAllTextAsync(Path.Combine(First, "predictions.csv")),
            await File.ReadAllTextAsync(Path.Combine(Again, "predictions.csv")));

        // A run that went on is made again, too.
        await Succeeds("train", "--data", _folder.Images, "--output", Again, "--resume", "--epochs", "4");
        await Succeeds("train", "--config", Path.Combine(Again, "run.yaml"), "--output", _folder.Path("longer"));

        // What the command line says wins, and other data are told of.
        File.Copy(_folder.Path("images", "red", "1.png"), _folder.Path("images", "red", "copy.png"));
        error = await Succeeds(
            "train", "--config", Path.Combine(First, "run.yaml"), "--epochs", "1", "--output", _folder.Path("third"));
        Assert.Contains("the data are not those of the run that is repeated", error, StringComparison.Ordinal);
        Assert.Equal(2, (await File.ReadAllLinesAsync(_folder.Path("third", "log.csv"))).Length);
    }

    [Theory]
    [InlineData("epochz: 3", "line 1: 'epochz' is not an option of train: did you mean 'epochs'?")]
    [InlineData("data: x\nepochs: many", "line 2: --epochs must be a whole number, was 'many'")]
    [InlineData("data: x\nepochs: [1, 2]", "line 2: --epochs takes one value, was 1 2")]
    [InlineData("optimizer: {name: sgd}", "line 1: 'optimizer' must have a value or a list of values")]
    [InlineData("- epochs", "must be one list of options and values")]
    [InlineData("data: [x", "is not YAML")]
    [InlineData("data: 'x", "is not YAML")]
    [InlineData("resume: true", "'resume' is not an option of train")]
    [InlineData("epochs: 3", "--data is required")]
    [InlineData("data: images\nepochs: 0", "--epochs must be at least 1, was 0")]
    public async Task Train_FromAWrongFile_NamesTheLine(string text, string message)
    {
        var file = _folder.Path("config.yaml");
        await File.WriteAllTextAsync(file, text);
        await Fails(message, "train", "--config", file, "--output", First);
        Assert.False(Directory.Exists(First));
    }

    [Fact]
    public async Task Train_InAFolderWithARun_AsksWhatIsToBecomeOfIt()
    {
        await Trains(First);
        var before = Tensors(First);
        await Fails($"'{First}' has a run: --resume goes on with it, --overwrite begins anew", Command(First));
        Assert.Equal(before, Tensors(First));
        await Fails("--resume goes on with a run and --overwrite begins anew", [.. Command(First), "--resume", "--overwrite"]);
        await Trains(First, "--overwrite", "--seed", "2");
        Assert.NotEqual(before, Tensors(First));
        Assert.Equal(before, Tensors(First, "last.previous.safetensors"));
        await Fails("--resume needs --output", "train", "--data", _folder.Images, "--resume");
        await Fails("--config '/nowhere.yaml' is not there", "train", "--config", "/nowhere.yaml");
        await Fails(
            "--test-fraction has no effect with --test",
            [.. Command(Again), "--test", _folder.Images, "--test-fraction", "0.5"]);
    }

    [Fact]
    public void Take_AFolderThatARunHolds_IsRefused()
    {
        using var held = RunFolder.Take(First, goesOn: false, overwrites: false);
        var e = Assert.Throws<IOException>(() => RunFolder.Take(First, goesOn: false, overwrites: true));
        Assert.Contains("in use by another run", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Train_WithoutAFolder_TakesTheNextOne()
    {
        Directory.CreateDirectory(_folder.Path("runs", "train-7"));
        for (var i = 8; i <= 9; i++)
        {
            var (code, _, error) = await TrainerProcess.FinishIn(
                _folder.Root,
                "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--epochs", "1",
                "--batch-size", "8");
            Assert.True(code == 0, error);
            Assert.Contains(Path.Combine("runs", $"train-{i}", "report.html"), error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Evaluate_ARun_ScoresTheImagesOfItsTest()
    {
        await Trains(First);
        var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(First, "metrics.json"))).RootElement;
        var (code, output, error) = await Run("evaluate", "--run", First, "--json");
        Assert.True(code == 0, error);
        var tested = JsonDocument.Parse(output).RootElement;
        foreach (var name in (string[])["testImages", "microAccuracy", "logLoss"])
            Assert.Equal(metrics.GetProperty(name).GetDouble(), tested.GetProperty(name).GetDouble());

        var report = _folder.Path("report.html");
        error = await Succeeds(
            "evaluate", "--model", Path.Combine(First, "model.zip"), "--data", _folder.Images, "--report", report);
        Assert.Contains("16 of 20 images are those that the model was trained on", error, StringComparison.Ordinal);
        Assert.Contains("Confusion matrix", await File.ReadAllTextAsync(report), StringComparison.Ordinal);

        await Fails("evaluate needs --run, or --model and --data", "evaluate", "--model", Path.Combine(First, "model.zip"));
        await Fails("give --run or --model", "evaluate", "--run", First, "--model", "model.zip");
        await Fails("it has no run.yaml", "evaluate", "--run", _folder.Root);
        var gone = (await File.ReadAllLinesAsync(Path.Combine(First, "predictions.csv")))[1].Split(',')[0];
        File.Delete(gone);
        await Fails($"--data has no '{Path.GetRelativePath(_folder.Images, gone)}', 1 of the 4", "evaluate", "--run", First);
    }

    [Fact]
    public async Task Train_WithImagesToTestOn_TestsOnTheseAndTellsOfThoseThatAreTrainedOn()
    {
        using var other = new PictureFolder(perClass: 3);
        var error = await Trains(First, "--test", other.Images);
        Assert.DoesNotContain("trained on, too", error, StringComparison.Ordinal);
        var metrics = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(First, "metrics.json"))).RootElement;
        Assert.Equal(6, metrics.GetProperty("testImages").GetInt32());
        Assert.False(File.Exists(Path.Combine(First, "test-images.json")));
        var (code, output, _) = await Run("evaluate", "--run", First, "--json");
        Assert.Equal(TrainerApp.Done, code);
        Assert.Equal(6, JsonDocument.Parse(output).RootElement.GetProperty("testImages").GetInt32());

        await Fails("--data has no effect: the run was tested on --test", "evaluate", "--run", First, "--data", _folder.Images);
        await Fails("--test must be ", [.. Command(Again), "--test", "nothing"]);
        File.Delete(Directory.GetFiles(other.Images, "*.png", SearchOption.AllDirectories)[0]);
        error = await Succeeds("evaluate", "--run", First);
        Assert.Contains("the data are no longer those of the run", error, StringComparison.Ordinal);

        error = await Trains(Again, "--test", _folder.Images);
        Assert.Contains("20 of 20 test images are trained on, too, and test nothing: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Report_OfRuns_IsWrittenFromTheirFiles()
    {
        await Trains(First, "--validation-fraction", "0.3");
        var file = Path.Combine(First, "report.html");
        var written = await File.ReadAllTextAsync(file);
        File.Delete(file);
        await Succeeds("report", First);
        var again = await File.ReadAllTextAsync(file);
        foreach (var part in (string[])["<img", "id=\"curves\"", "circled", "id=\"batch\"", "<dt>epochs</dt>"])
            Assert.Equal(Count(written, part), Count(again, part));

        await Trains(Again, "--learning-rate", "0.01");
        var page = _folder.Path("comparison.html");
        await Succeeds("report", First, Again, "--output", page);
        var compared = await File.ReadAllTextAsync(page);
        Assert.Contains("<th scope=\"row\">learning-rate</th><td>–</td><td>0.01</td>", compared, StringComparison.Ordinal);
        Assert.Contains("<figcaption>Validation loss</figcaption>", compared, StringComparison.Ordinal);
        await Trains(_folder.Path("other", "again"), "--test-fraction", "0.4");
        await Succeeds("report", Again, _folder.Path("other", "again"), Again, "--output", page);
        compared = await File.ReadAllTextAsync(page);
        Assert.Contains($"<th scope=\"row\">{_folder.Path("other", "again")}</th>", compared, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">test-fraction</th><td>–</td><td>0.4</td>", compared, StringComparison.Ordinal);
        Assert.DoesNotContain("<figcaption>Validation loss</figcaption>", compared, StringComparison.Ordinal);
        await Fails("--output must be a file that ends in .html", "report", First, "--output", Path.Combine(First, "model.zip"));
        var model = Path.Combine(First, "model.zip");
        await Fails("--report must be a file that ends in .html", "evaluate", "--run", First, "--report", model);

        Directory.Delete(_folder.Images, recursive: true);
        Assert.Contains("the report has no pictures", await Succeeds("report", First), StringComparison.Ordinal);
        await Fails("there is no folder", "report", _folder.Path("nowhere"));
        await File.WriteAllTextAsync(Path.Combine(First, "predictions.csv"), "path,label\n");
        await Fails("predictions.csv' is damaged", "report", First);
        File.Delete(Path.Combine(First, "metrics.json"));
        await Fails("has no metrics.json: the run has not ended", "report", First);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static byte[] Tensors(string folder, string name = "last.safetensors")
    {
        using var file = TensorFile.Open(Path.Combine(folder, name));
        return [.. file.Tensors.Keys.Order(StringComparer.Ordinal).SelectMany(tensor => file.Bytes(tensor).ToArray())];
    }

    private string[] Command(string output) =>
    [
        "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16", "--batch-size", "8",
        "--epochs", "3", "--output", output,
    ];

    private Task<string> Trains(string output, params string[] options) => Succeeds([.. Command(output), .. options]);

    private static async Task<string> Succeeds(params string[] arguments)
    {
        var (code, _, error) = await Run(arguments);
        Assert.True(code == 0, error);
        return error;
    }

    private static async Task Fails(string message, params string[] arguments)
    {
        var (code, output, error) = await Run(arguments);
        Assert.Equal((TrainerApp.WrongInput, ""), (code, output));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await TrainerApp.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
