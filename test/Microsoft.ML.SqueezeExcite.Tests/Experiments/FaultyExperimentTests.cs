using Microsoft.ML.SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// Experiments with a fault at each operation on the files of their trials. Those of a trial's training are FaultyRunTests'.
/// </summary>
public sealed class FaultyExperimentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _experiments;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(DiskFault.Kill)]
    [InlineData(DiskFault.FailsOnce)]
    public void Execute_FaultAtAnyOperation_GoesOnToTheSameTrials(DiskFault fault)
    {
        var undisturbed = Experiment(NextFolder());
        var expected = SmallExperiment.Essence(undisturbed.Execute());
        var operations = FaultyFiles.AtEach(
            fault,
            files =>
            {
                var folder = NextFolder();
                try
                {
                    Assert.Equal(expected, SmallExperiment.Essence(Experiment(folder, files).Execute()));
                }
                catch (Exception e) when (e is KilledException or IOException)
                {
                }

                var result = Experiment(folder).Execute();
                Assert.Equal(expected, SmallExperiment.Essence(result));
                Assert.Equal(Files(undisturbed.Settings.Folder), Files(folder));
                using var model = result.BestRun.LoadModel(new MLContext());
                Assert.NotNull(model);
            },
            IsOfTrial);
        Assert.Contains("rename experiment.json.new", operations);
        Assert.Contains("rename model.zip.new", operations);
        Assert.Equal(2, operations.Count(operation => operation == "rename trial.json.new"));
        Assert.Equal(2, operations.Count(operation => operation.StartsWith("delete", StringComparison.Ordinal)));
    }

    private static bool IsOfTrial(string operation) =>
        operation is "delete last.safetensors" or "delete best.safetensors"
        || FaultyFiles.IsNoWrite(operation)
        && (operation.Contains(".json", StringComparison.Ordinal) || operation.Contains("model.zip", StringComparison.Ordinal));

    private static SmallExperiment Experiment(string folder, FaultyFiles? files = null)
    {
        var settings = new SmallExperiment(folder).Settings;
        return new(folder)
        {
            Settings = settings with
            {
                MaxModels = 1,
                Options = settings.Options with { Epochs = 1, Files = files ?? FileSystem.Default },
            },
        };
    }

    private static string[] Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order()];

    private string NextFolder() => _folder.File($"{++_experiments}");
}
