using System.Text.Json;
using SeTrainerHost.Experiments;

namespace SeTrainerHost.Tests.Commands;

public sealed class ExperimentCommandTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sweep_OnAFolder_WritesTheBestModelAndPrintsEveryTrial()
    {
        var (code, output, error) = await Run(
            "sweep", "--models", "2", "--epochs", "2", "--sampler", "tpe", "--objective", "accuracy-against-latency",
            "--search-depth", "8,14",
            "--json");
        Assert.True(code == 0, error);
        Assert.Contains("trial 1 (depth=", error, StringComparison.Ordinal);
        Assert.Contains("(best)", error, StringComparison.Ordinal);
        var result = JsonDocument.Parse(output).RootElement;
        var trials = result.GetProperty("trials").EnumerateArray().ToArray();
        Assert.Equal(
            ["14", "8"],
            trials.Select(trial => trial.GetProperty("parameters").GetProperty("depth").GetString()).Order());
        Assert.All(
            trials,
            trial =>
            {
                Assert.Equal("finished", trial.GetProperty("state").GetString());
                Assert.True(trial.GetProperty("metrics").GetProperty("latencyMilliseconds").GetDouble() > 0);
            });
        Assert.NotEqual(0, result.GetProperty("paretoFront").GetArrayLength());
        Assert.Equal(JsonValueKind.Number, result.GetProperty("testMicroAccuracy").ValueKind);

        using var text = new StringWriter();
        using var fault = new StringWriter();
        code = await TrainerApp.RunAsync(
            ["evaluate", "--model", Path.Combine(_folder.Output, "model.zip"), "--data", _folder.Images, "--json"], text, fault);
        Assert.True(code == 0, fault.ToString());
        Assert.Equal(20, JsonDocument.Parse(text.ToString()).RootElement.GetProperty("testImages").GetInt32());
    }

    [Fact]
    public async Task Ablation_OfTwoTables_PrintsTheirRowsInThePapersOrder()
    {
        var (code, output, error) = await Run(
            "ablation", "--tables", "no-se,reduction-ratio", "--epochs", "1", "--seeds", "2",
            "--json");
        Assert.True(code == 0, error);
        var tables = JsonDocument.Parse(output).RootElement.GetProperty("tables").EnumerateArray().ToArray();
        Assert.Equal(["reduction-ratio", "no-se"], tables.Select(table => table.GetProperty("name").GetString()));
        Assert.Equal(["2", "4", "8", "16", "32", "original"], Names(tables[0]));
        Assert.Equal(["original", "NoSqueeze", "SE"], Names(tables[1]));
        Assert.Equal([2, 2, 2, 2, 0, 2], Rows(tables[0]).Select(row => row.GetProperty("errorPercent").GetArrayLength()));
        Assert.Contains(
            "ReductionRatio must be between 1 and 16",
            Rows(tables[0])[4].GetProperty("exception").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(
            Rows(tables[0])[3].GetProperty("errorPercent").ToString(),
            Rows(tables[1])[2].GetProperty("errorPercent").ToString());
        Assert.True(
            Rows(tables[0])[0].GetProperty("parameters").GetInt64() > Rows(tables[0])[5].GetProperty("parameters").GetInt64());
        var markdown = await File.ReadAllTextAsync(Path.Combine(_folder.Output, "ablation.md"));
        Assert.Contains("| reduction-ratio | top-1 error % | parameters | multiply-adds |", markdown, StringComparison.Ordinal);
        Assert.Contains("| 32 | - (ReductionRatio must be", markdown, StringComparison.Ordinal);
        Assert.Contains("±", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_OfTheWholePaper_HaveItsRows()
    {
        var tables = AblationTable.Of(new() { Architecture = "se-resnet-50" })
            .ToDictionary(table => table.Name, table => table.Rows.Select(row => row.Name).ToArray());
        Assert.Equal(["reduction-ratio", "squeeze", "gate", "stages", "placement", "no-se"], tables.Keys);
        Assert.Equal(["max", "average"], tables["squeeze"]);
        Assert.Equal(["ReLU", "tanh", "sigmoid"], tables["gate"]);
        Assert.Equal(["original", "SE_Stage_2", "SE_Stage_3", "SE_Stage_4", "SE_Stage_5", "SE_All"], tables["stages"]);
        Assert.Equal(["SE", "SE-PRE", "SE-POST", "SE-Identity", "SE_3x3"], tables["placement"]);
    }

    [Theory]
    [InlineData("MaxModels must be at least 1, was 0", "sweep", "--models", "0")]
    [InlineData("MaxExperimentTime must be above zero", "sweep", "--time", "00:00:00")]
    [InlineData("reductionRatio has no values", "sweep", "--search-reduction-ratio", "")]
    [InlineData("'swish' is not a value of gate", "sweep", "--search-gate", "swish")]
    [InlineData("must be a list such as 4,8,16 or a range", "sweep", "--search-learning-rate", "1..2..3")]
    [InlineData("numberOfCVFolds must be at least 2, was 1", "sweep", "--folds", "1")]
    [InlineData("--folds and --valid exclude each other", "sweep", "--folds", "2", "--valid", "x")]
    [InlineData("there is no table 'depth'", "ablation", "--tables", "depth")]
    [InlineData("--seeds", "ablation", "--seeds", "0")]
    [InlineData("an ablation needs a network of the catalogue with SE blocks", "ablation", "--architecture", "resnet-8-cifar")]
    public async Task Run_WrongInput_ExitsWith2AndSaysWhy(string message, string command, params string[] options)
    {
        var (code, _, error) = await Run(command, options);
        Assert.True(code == TrainerApp.WrongInput, error);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("epoch 1", error, StringComparison.Ordinal);
    }

    private static JsonElement[] Rows(JsonElement table) => [.. table.GetProperty("rows").EnumerateArray()];

    private static IEnumerable<string?> Names(JsonElement table) =>
        Rows(table).Select(row => row.GetProperty("name").GetString());

    private async Task<(int Code, string Output, string Error)> Run(string command, params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        string[] architecture = options.Contains("--architecture") ? [] : ["--architecture", "se-resnet-8-cifar"];
        var code = await TrainerApp.RunAsync(
            [
                command, "--data", _folder.Images, "--image-size", "16", "--batch-size", "8", "--validation-fraction",
                "0.3", "--output", _folder.Output, .. architecture, .. options,
            ],
            output,
            error);
        return (code, output.ToString(), error.ToString());
    }
}
