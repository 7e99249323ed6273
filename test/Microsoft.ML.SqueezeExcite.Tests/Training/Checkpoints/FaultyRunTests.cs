using Microsoft.ML.SqueezeExcite.Testing;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Runs with a fault at each operation on their files: create, write, flush, rename, delete.</summary>
public sealed class FaultyRunTests : IDisposable
{
    private const int Epochs = 3;
    private const string RenameOfBest = "rename best.next.safetensors";

    private static readonly Network Layout = NetworkBuilder.Build(
        "tiny",
        new FeatureShape(1, TinyImages.Side, TinyImages.Side),
        x => x.Convolution("conv", 4, 3).ReLU().GlobalPool().Linear("fc", 4));

    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<EndedRun> _shorter;
    private readonly Lazy<EndedRun> _longer;
    private int _runs;

    public FaultyRunTests()
    {
        _shorter = new(() => Train(Options(NextFolder())));
        _longer = new(() => Train(Options(NextFolder()) with { Epochs = Epochs + 1 }));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_KilledAtAnyOperation_GoesOnToTheSameFiles()
    {
        var operations = FaultyFiles.AtEach(DiskFault.Kill, files =>
        {
            var options = Options(NextFolder());
            Killed(options, files);
            Same(_shorter.Value, Resumed(options));
        });
        Assert.All(
            ["create last.safetensors.new", "write last.safetensors.new", "flush last.safetensors.new"],
            operation => Assert.Contains(operation, operations));
        Assert.True(operations.Count(operation => operation == RenameOfBest) >= 2);
    }

    /// <summary>The run that goes on is killed as well, at each of its operations; the third is not.</summary>
    [Fact]
    public void Run_KilledAgainAsItGoesOn_GoesOnToTheSameFiles() => FaultyFiles.AtEach(
        DiskFault.Kill,
        files =>
        {
            var options = Options(NextFolder());
            KilledWithBestThatWait(options);
            Killed(Going(options), files);
            Same(_shorter.Value, Resumed(options));
        },
        FaultyFiles.IsNoWrite);

    [Theory]
    [InlineData(DiskFault.FailsOnce)]
    [InlineData(DiskFault.FailsFromThere)]
    public void Run_AnyOperationFails_EndsWithTheSameWeightsAndGoesOnLater(DiskFault fault) => FaultyFiles.AtEach(
        fault,
        files =>
        {
            var options = Options(NextFolder());
            var run = Train(options with { Files = files });
            SmallRun.Equal(_shorter.Value.Weights, run.Weights);
            SaysSo(run, files);
            Same(_longer.Value, Resumed(options with { Epochs = Epochs + 1 }));
        },
        fault == DiskFault.FailsOnce ? null : FaultyFiles.IsNoWrite);

    /// <summary>A run that does not need its best weights again keeps as good a file of them.</summary>
    [Fact]
    public void Run_AnyOperationFailsAndBestAreNotKept_HasTheBestThatItsCheckpointKnowsOf() => FaultyFiles.AtEach(
        DiskFault.FailsOnce,
        files =>
        {
            var options = Options(NextFolder());
            SaysSo(Train(options with { Files = files, Validation = options.Validation! with { KeepBest = false } }), files);
            Checkpoint.CheckResume(Going(options), Layout, []);
        },
        FaultyFiles.IsNoWrite);

    /// <summary>What cannot be put in order is told of before anything is trained, and the next call goes on.</summary>
    [Fact]
    public void Resume_AnyOperationFails_LosesNothing()
    {
        var refused = new List<string>();
        FaultyFiles.AtEach(
            DiskFault.FailsOnce,
            files =>
            {
                var options = Options(NextFolder());
                KilledWithBestThatWait(options);
                try
                {
                    SmallRun.Equal(_shorter.Value.Weights, Resumed(options with { Files = files }).Weights);
                }
                catch (IOException e)
                {
                    var expected = $"the run cannot begin in the folder '{options.Checkpoints!.Folder}': no space left for";
                    Assert.Contains(expected, e.Message, StringComparison.Ordinal);
                    refused.Add(files.Fault!);
                }

                Same(_shorter.Value, Resumed(options));
            },
            FaultyFiles.IsNoWrite);
        Assert.Equal(
            ["rename best.next.safetensors", "create log.csv.new", "flush log.csv.new", "rename log.csv.new"],
            refused);
    }

    /// <summary>A run begins where another was: killed at any operation, and begun anew, it keeps all of that one's files.</summary>
    [Theory]
    [InlineData(DiskFault.Kill)]
    [InlineData(DiskFault.FailsOnce)]
    public void Begin_InTheFolderOfAnother_LosesNoneOfItsFiles(DiskFault fault)
    {
        var seen = FaultyFiles.AtEach(
            fault,
            files =>
            {
                var options = Options(NextFolder());
                options = options with { Checkpoints = options.Checkpoints! with { Companions = ["model.zip"] } };
                var folder = options.Checkpoints.Folder;
                // The other's best weights still wait for their name, and it has set files aside of its own.
                KilledWithBestThatWait(options with { Seed = 2 });
                File.WriteAllText(Path.Combine(folder, "model.zip"), "its model");
                File.WriteAllText(Path.Combine(folder, "log.previous.csv"), "of a run before it");
                var expected = Contents(folder);
                (expected["best.safetensors"], _) = (expected["best.next.safetensors"], expected.Remove("best.next.safetensors"));
                expected.Remove("log.previous.csv");

                try
                {
                    Train(options with { Files = files });
                }
                catch (Exception e) when (e is KilledException or IOException)
                {
                }

                // The next run that begins, whether it is to go on or not, unless it goes on with the other's.
                var begun = File.Exists(Path.Combine(folder, "last.previous.safetensors"));
                Same(_shorter.Value, Train(begun ? Going(options) : options));
                var kept = Contents(folder);
                Assert.All(expected, file => Assert.Equal(
                    file.Value, kept[Path.ChangeExtension(file.Key, $".previous{Path.GetExtension(file.Key)}")]));
            },
            operation => !operation.EndsWith(".new", StringComparison.Ordinal));
        Assert.Contains("rename last.safetensors", seen);
        Assert.Contains("rename log.csv", seen);
        Assert.Contains("rename model.zip", seen);
    }

    /// <summary>The fault that left a file half written is told of, not that the half could not be deleted.</summary>
    [Fact]
    public void Write_CleaningUpFailsToo_ThrowsTheFirstFault()
    {
        var files = new FaultyFiles(1, DiskFault.FailsFromThere, _ => _runs++ > 0);
        var e = Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(
            _folder.File("a"),
            _ => throw new InvalidOperationException("'weight' is no longer finite"),
            files));
        Assert.Contains("finite", e.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// A reader has the best weights open, and they cannot be replaced: those that the checkpoint knows of wait, and better ones
    /// do not take their place, wherever the process is killed.
    /// </summary>
    [Fact]
    public void Run_BestCannotBeReplacedAndKilledAtAnyOperation_GoesOnToTheSameFiles() => FaultyFiles.AtEach(
        DiskFault.Kill,
        files =>
        {
            var options = Options(NextFolder());
            Killed(options, files);
            Same(_shorter.Value, Resumed(options));
        },
        FaultyFiles.IsNoWrite,
        operation => operation == RenameOfBest);

    [Fact]
    public void Lock_LeftByAKill_IsTaken()
    {
        File.WriteAllText(_folder.File("run.lock"), "");
        RunLock.Take(_folder.Path).Dispose();
        Assert.False(File.Exists(_folder.File("run.lock")));
    }

    // Validated by the loss, which grows better with each epoch; a checkpoint after each step.
    private static SeNetOptions Options(string folder) => SmallRun.Options with
    {
        Epochs = Epochs,
        BatchSize = 20,
        Schedule = Schedule.Constant() with { WarmUpEpochs = 0 },
        Validation = SmallRun.Validation with { KeepBest = true, Monitor = ValidationMetric.Loss },
        Checkpoints = Checkpoints.In(folder) with { Minutes = 1e-9 },
    };

    private static SeNetOptions Going(SeNetOptions options) =>
        options with { Checkpoints = options.Checkpoints! with { Resume = true } };

    private static void Killed(SeNetOptions options, FaultyFiles files)
    {
        try
        {
            Train(options with { Files = files });
            Assert.Null(files.Fault);
        }
        catch (KilledException)
        {
        }
    }

    // Between the checkpoint and the renaming of the best weights that it knows of.
    private static void KilledWithBestThatWait(SeNetOptions options) =>
        Killed(options, new FaultyFiles(2, DiskFault.Kill, operation => operation == RenameOfBest));

    private static EndedRun Resumed(SeNetOptions options) => Train(Going(options));

    private static EndedRun Train(SeNetOptions options)
    {
        Checkpoint.CheckResume(options, Layout, []);
        var run = new SmallRun();
        return new(run.Train(options, Layout), options.Checkpoints!.Folder, run.Log);
    }

    private static void SaysSo(EndedRun run, FaultyFiles files)
    {
        if (files.Fault is not null)
            Assert.Contains(run.Log, line => line.Contains("could not be written", StringComparison.Ordinal)
                && line.Contains("no space left", StringComparison.Ordinal));
    }

    /// <summary>The weights, the tensors of the files, the rows of the log; and no file is left that should not be.</summary>
    private static void Same(EndedRun expected, EndedRun actual)
    {
        SmallRun.Equal(expected.Weights, actual.Weights);
        foreach (var name in new[] { "last.safetensors", "best.safetensors" })
            SmallRun.Equal(Tensors(expected, name), Tensors(actual, name));
        Assert.Equal(Rows(expected), Rows(actual));
        Assert.Equal(
            ["best.safetensors", "last.safetensors", "log.csv"],
            Contents(actual.Folder).Keys.Where(name => !name.Contains(".previous.", StringComparison.Ordinal)).Order());
    }

    private static Dictionary<string, TensorData> Tensors(EndedRun run, string name)
    {
        using var file = TensorFile.Open(Path.Combine(run.Folder, name));
        return file.Tensors.Keys.ToDictionary(tensor => tensor, file.Read);
    }

    // Epoch, losses, accuracies and rate; not the times.
    private static string[] Rows(EndedRun run) =>
        [.. File.ReadLines(Path.Combine(run.Folder, "log.csv")).Select(row => string.Join(',', row.Split(',')[..6]))];

    private static Dictionary<string, byte[]> Contents(string folder) =>
        Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

    private string NextFolder() => _folder.File($"{++_runs}");

    private sealed record EndedRun(IReadOnlyDictionary<string, TensorData> Weights, string Folder, IReadOnlyList<string> Log);
}
