using System.Diagnostics;
using System.Text.Json.Nodes;
using SqueezeExcite.Testing;

namespace SeTrainerHost.Tests.Experiments;

/// <summary>Experiments that are killed or interrupted. bench/experiment.sh does it at full size.</summary>
public sealed class InterruptedExperimentTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sweep_KilledThreeTimes_EndsWithTheTrialsOfAnUndisturbedOne()
    {
        var random = new Random(20261122);
        var (code, expected, error) = await TrainerProcess.Finish(Arguments(_folder.Path("undisturbed")));
        Assert.True(code == 0, error);
        for (var kills = 0; kills < 3; kills++)
        {
            using var process = TrainerProcess.Start(Arguments(_folder.Output));
            await Until(process, "epoch");
            await Task.Delay(random.Next(600));
            process.Kill();
            await process.WaitForExitAsync();
        }

        (code, var actual, error) = await TrainerProcess.Finish(Arguments(_folder.Output));
        Assert.True(code == 0, error);
        Assert.Equal(Trials(expected), Trials(actual));
        Assert.True(File.Exists(Path.Combine(_folder.Output, "model.zip")));
    }

    [UnixFact]
    public async Task Sweep_Interrupted_ExitsWith130AndKeepsItsTrials()
    {
        // The first rung is long: the first trial is still in it when the signal comes.
        using var process = TrainerProcess.Start(Arguments(_folder.Output, "--epochs", "2000", "--halving-least-epochs", "1000"));
        await Until(process, "epoch");
        TrainerProcess.Interrupt(process);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(130, process.ExitCode);
        Assert.True(File.Exists(_folder.Path("output", "trial-0001", "last.safetensors")));
        Assert.Contains(
            "\"state\": \"Running\"",
            await File.ReadAllTextAsync(_folder.Path("output", "trial-0001", "trial.json")),
            StringComparison.Ordinal);
    }

    private string[] Arguments(string output, params string[] more) =>
        [
            "sweep", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar", "--image-size", "16",
            "--batch-size", "4", "--models", "4", "--validation-fraction", "0.3", "--halving", "2",
            "--search-learning-rate", "0.01..0.5", "--search-reduction-ratio", "2,4", "--output", output, "--json",
            .. more is [] ? ["--epochs", "4"] : more,
        ];

    private static async Task Until(Process process, string text)
    {
        while (await process.StandardError.ReadLineAsync() is { } line && !line.Contains(text, StringComparison.Ordinal))
        {
        }
    }

    // All but the times and the paths.
    private static string Trials(string json)
    {
        var result = JsonNode.Parse(json)!;
        foreach (var trial in result["trials"]!.AsArray())
        {
            trial!.AsObject().Remove("seconds");
            trial.AsObject().Remove("model");
        }

        Assert.Equal(4, result["trials"]!.AsArray().Count);
        return result.ToJsonString();
    }
}
