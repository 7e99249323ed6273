using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.SqueezeExcite.Testing;
using SeTrainerHost.Datasets;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Tests.Runs;

/// <summary>
/// Trainings with a fault at each operation on the files that the program itself writes. Those of the library are its own tests'.
/// </summary>
public sealed class FaultyJobTests : IDisposable
{
    private readonly PictureFolder _folder = new();
    private int _jobs;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(InjectedFault.Kill)]
    [InlineData(InjectedFault.FailsOnce)]
    public void Run_FaultAtAnyOperation_GoesOnToTheSameModel(InjectedFault fault)
    {
        var undisturbed = NextFolder();
        Run(undisturbed, resumes: true);
        var operations = FaultyFiles.AtEach(
            fault,
            files =>
            {
                var folder = NextFolder();
                try
                {
                    Run(folder, resumes: true, files);
                    Assert.Null(files.Fault);
                }
                catch (Exception e) when (e is KilledException or IOException)
                {
                }

                Assert.False(File.Exists(Metrics(folder)) && !File.Exists(Model(folder)));
                Run(folder, resumes: true);
                Same(undisturbed, folder);
            },
            IsOfProgram);
        Assert.Equal(
            [
                "create test-images.json.new", "flush test-images.json.new", "rename test-images.json.new",
                "create run.yaml.new", "flush run.yaml.new", "rename run.yaml.new",
                "create model.zip.new", "flush model.zip.new", "rename model.zip.new",
                "create metrics.json.new", "flush metrics.json.new", "rename metrics.json.new",
                "create predictions.csv.new", "flush predictions.csv.new", "rename predictions.csv.new",
            ],
            operations);
    }

    /// <summary>A model and the metrics of another are never beside each other, and none is lost for a fault.</summary>
    [Theory]
    [InlineData(InjectedFault.Kill)]
    [InlineData(InjectedFault.FailsOnce)]
    public void Run_FaultAsAModelIsReplaced_LeavesNoMetricsOfAnother(InjectedFault fault)
    {
        var undisturbed = NextFolder();
        Run(undisturbed, resumes: true);
        var operations = FaultyFiles.AtEach(
            fault,
            files =>
            {
                var folder = NextFolder();
                foreach (var file in Directory.GetFiles(undisturbed))
                    File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
                File.WriteAllText(Model(folder), "the model before");
                File.WriteAllText(Metrics(folder), "its metrics");
                try
                {
                    Run(folder, resumes: true, files);
                }
                catch (Exception e) when (e is KilledException or IOException)
                {
                }

                var isOld = File.ReadAllText(Model(folder)) == "the model before";
                if (File.Exists(Metrics(folder)))
                    Assert.Equal(isOld, File.ReadAllText(Metrics(folder)) == "its metrics");
                else
                    Assert.False(isOld && files.Fault != "rename model.zip.new", "metrics are lost, and their model is there");
                Run(folder, resumes: true);
                Same(undisturbed, folder);
            },
            IsOfProgram);
        Assert.Contains("delete metrics.json", operations);
    }

    /// <summary>
    /// A run that begins in the folder of another keeps all that this left, also the images of its test and its model.
    /// </summary>
    [Fact]
    public void Run_BeginningInTheFolderOfAnother_KeepsItsFiles()
    {
        var folder = NextFolder();
        Run(folder, resumes: false);
        string[] names = [TestImages.FileName, "model.zip", "metrics.json", "last.safetensors", "log.csv"];
        var before = names.Select(name => File.ReadAllBytes(Path.Combine(folder, name))).ToArray();
        Run(folder, resumes: false, seed: 2);
        Assert.Equal(before, names.Select(name => File.ReadAllBytes(Path.Combine(
            folder, Path.ChangeExtension(name, $".previous{Path.GetExtension(name)}")))));
        Assert.All(names, name => Assert.True(File.Exists(Path.Combine(folder, name))));
    }

    // Without the others a run is complete, too.
    private static readonly string[] Files =
        [TestImages.FileName, RunFile.FileName, "model.zip", "metrics.json", PredictionsFile.FileName];

    private static bool IsOfProgram(string operation) =>
        FaultyFiles.IsNoWrite(operation) && Files.Any(name => operation.Contains(name, StringComparison.Ordinal));

    private static string Model(string folder) => Path.Combine(folder, "model.zip");

    private static string Metrics(string folder) => Path.Combine(folder, "metrics.json");

    /// <summary>The same weights, the same images of the test, and no other files.</summary>
    private static void Same(string expected, string actual)
    {
        static IEnumerable<string?> Names(string folder) => Directory.GetFiles(folder).Select(Path.GetFileName).Order();
        Assert.Equal(Names(expected), Names(actual));
        Assert.Equal(TestImages.Read(expected)!.Images, TestImages.Read(actual)!.Images);
        using var one = TensorFile.Open(Path.Combine(expected, "last.safetensors"));
        using var other = TensorFile.Open(Path.Combine(actual, "last.safetensors"));
        Assert.All(one.Tensors.Keys, name => Assert.True(one.Bytes(name).SequenceEqual(other.Bytes(name)), name));
        Assert.StartsWith("{", File.ReadAllText(Metrics(actual)), StringComparison.Ordinal);
        using var model = new MLContext().Model.LoadSeNet(Model(actual));
        Assert.NotNull(model);
    }

    private void Run(string folder, bool resumes, FaultyFiles? files = null, long seed = 1)
    {
        var options = new SeNetOptions
        {
            Architecture = "resnet-8-cifar",
            Attention = null,
            ImageSize = 8,
            Epochs = 1,
            BatchSize = 8,
            Seed = seed,
            DataWorkers = 1,
            Files = files ?? FileSystem.Default,
            Checkpoints = Checkpoints.In(folder, resumes),
        };
        new TrainingJob(new RunRequest(_folder.Images, options), folder)
            .Run(Consoles.On(TextWriter.Null), CancellationToken.None);
    }

    private string NextFolder() => Directory.CreateDirectory(_folder.Path($"{++_jobs}")).FullName;
}
