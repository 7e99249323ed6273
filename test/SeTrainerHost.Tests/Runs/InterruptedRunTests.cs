using System.Buffers.Binary;
using System.Text.Json;

namespace SeTrainerHost.Tests.Runs;

/// <summary>Runs that are killed, and disks that are full. bench/soak/kill-and-resume.sh kills more often.</summary>
public sealed class InterruptedRunTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Train_KilledThreeTimes_EndsWithTheWeightsOfAnUndisturbedRun()
    {
        var random = new Random(20261122);
        var (code, _, error) = await TrainerProcess.Finish(Often(_folder.Path("undisturbed")));
        Assert.True(code == 0, error);
        for (var kills = 0; kills < 3; kills++)
        {
            using var process = TrainerProcess.Start(Often(_folder.Output, "--resume"));
            while (await process.StandardError.ReadLineAsync() is { } line && !line.Contains("epoch", StringComparison.Ordinal))
            {
            }

            await Task.Delay(random.Next(400));
            process.Kill();
            await process.WaitForExitAsync();
        }

        (code, _, error) = await TrainerProcess.Finish(Often(_folder.Output, "--resume"));
        Assert.True(code == 0, error);
        Assert.Equal(Tensors(_folder.Path("undisturbed")).ToArray(), Tensors(_folder.Output).ToArray());
    }

    /// <summary>
    /// A disk that has room for one checkpoint and not for two: the first stays whole, the run goes on and says so.
    /// </summary>
    [MountFact]
    public async Task Train_DiskFullDuringACheckpoint_KeepsTheOneBefore()
    {
        var small = Directory.CreateDirectory(_folder.Path("small")).FullName;
        var command = TrainerProcess.Command(Arguments(small, "--epochs", "3"));
        var train = string.Join(' ', command.Select(argument => $"'{argument}'"));
        var script =
            $"mount -t tmpfs -o size=1m none '{small}' && {train}; code=$?; mkdir '{_folder.Output}'; cp '{small}'/* "
            + $"'{_folder.Output}'; exit $code";
        var (code, _, error) = await TrainerProcess.Finish(
            TrainerProcess.StartCommand([], "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script));
        Assert.True(code == 0, error);
        Assert.Contains("last.safetensors could not be written, the one before it is whole", error, StringComparison.Ordinal);
        Assert.Equal(1, Position(_folder.Output).GetProperty("epochs").GetInt32());
        (code, _, error) = await TrainerProcess.Finish(Arguments(_folder.Output, "--epochs", "3", "--resume"));
        Assert.True(code == 0, error);
        Assert.Equal(3, Position(_folder.Output).GetProperty("epochs").GetInt32());
    }

    [Fact]
    public async Task Train_ResumedWithAnOption_TakesItAndSaysSo()
    {
        var (code, _, error) = await TrainerProcess.Finish(Arguments(_folder.Output, "--epochs", "2", "--learning-rate", "0.05"));
        Assert.True(code == 0, error);
        (code, _, error) = await TrainerProcess.Finish(Arguments(_folder.Output, "--epochs", "3", "--resume"));
        Assert.True(code == 0, error);
        Assert.Contains("epochs is 3, was 2 in the checkpoint", error, StringComparison.Ordinal);
        Assert.DoesNotContain("learningRate is", error, StringComparison.Ordinal);
        Assert.Equal(4, (await File.ReadAllLinesAsync(Path.Combine(_folder.Output, "log.csv"))).Length);
    }

    // 40 epochs, a checkpoint after nearly every step.
    private string[] Often(string output, params string[] more) =>
        Arguments(output, ["--epochs", "40", "--checkpoint-minutes", "0.0001", .. more]);

    private string[] Arguments(string output, params string[] more) =>
    [
        "train", "--data", _folder.Images, "--architecture", "se-resnet-8-cifar",
        "--image-size", "16", "--batch-size", "4", "--reduction-ratio", "4", "--output", output, .. more,
    ];

    // A safetensors file: the header's length, the header, the tensors.
    private static (JsonElement Header, Memory<byte> Data) Read(string folder)
    {
        var bytes = File.ReadAllBytes(Path.Combine(folder, "last.safetensors"));
        var length = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return (JsonDocument.Parse(bytes.AsMemory(8, length)).RootElement, bytes.AsMemory(8 + length));
    }

    private static Memory<byte> Tensors(string folder) => Read(folder).Data;

    private static JsonElement Position(string folder) =>
        JsonDocument.Parse(Read(folder).Header.GetProperty("__metadata__").GetProperty("training").GetString()!).RootElement;
}
