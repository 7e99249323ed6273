using System.Buffers.Binary;

namespace SeTrainerHost.Tests;

/// <summary>samples/06-experiment, at small size.</summary>
public sealed class ExperimentSampleTests : IDisposable
{
    private const int Side = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("se-trainer-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Sample_OnSmallImages_FindsABestTrialAndGoesOn()
    {
        WriteIdx("train", 40);
        WriteIdx("t10k", 20);
        string[] arguments = [_folder, "40", "3", "3", Path.Combine(_folder, "output")];
        var (code, output, error) = await ExperimentProcess.Finish("Experiment.dll", arguments);
        Assert.True(code == 0, error);
        Assert.Contains("trial 3 (learningRate=", output, StringComparison.Ordinal);
        var last = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^2..];
        Assert.StartsWith("best is trial ", last[0], StringComparison.Ordinal);
        Assert.StartsWith("micro-accuracy ", last[1], StringComparison.Ordinal);
        (code, output, error) = await ExperimentProcess.Finish("Experiment.dll", arguments);
        Assert.True(code == 0, error);
        Assert.Equal(last, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // Dark images of class 0, bright ones of class 1.
    private void WriteIdx(string part, int count)
    {
        var images = new byte[16 + count * Side * Side];
        var labels = new byte[8 + count];
        foreach (var (at, value) in new[] { (0, 0x803), (4, count), (8, Side), (12, Side) })
            BinaryPrimitives.WriteInt32BigEndian(images.AsSpan(at), value);
        BinaryPrimitives.WriteInt32BigEndian(labels, 0x801);
        BinaryPrimitives.WriteInt32BigEndian(labels.AsSpan(4), count);
        for (var i = 0; i < count; i++)
        {
            labels[8 + i] = (byte)(i % 2);
            for (var p = 0; p < Side * Side; p++)
                images[16 + i * Side * Side + p] = (byte)(i % 2 * 150 + (p * 31 + i * 17) % 100);
        }

        File.WriteAllBytes(Path.Combine(_folder, $"{part}-images-idx3-ubyte"), images);
        File.WriteAllBytes(Path.Combine(_folder, $"{part}-labels-idx1-ubyte"), labels);
    }
}
