using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace ScoringBench;

/// <summary>
/// ONNX Runtime alone: one session with a thread for each processor, all else as it comes, pixel values ready in memory, nothing
/// to decode or convert. The number of threads is given: by default ONNX Runtime counts cores itself, and takes one where a
/// virtual machine does not tell.
/// </summary>
internal sealed class RawRuntime : IDisposable
{
    private const string Input = "SeNetInput";
    private readonly InferenceSession _session;
    private readonly float[] _pixels;

    public RawRuntime(byte[] onnx, int largestBatch, string? profile = null)
    {
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        if (profile is not null)
            (options.EnableProfiling, options.ProfileOutputPathPrefix) = (true, profile);
        _session = new InferenceSession(onnx, options);
        Side = _session.InputMetadata[Input].Dimensions[3];
        Channels = _session.InputMetadata[Input].Dimensions[1];
        var random = new Random(1);
        _pixels = [.. Enumerable.Range(0, largestBatch * Channels * Side * Side).Select(_ => (float)random.Next(256))];
    }

    public int Side { get; }

    public int Channels { get; }

    /// <summary>Seconds an image at a batch size.</summary>
    public double Seconds(int count, int batch)
    {
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i += batch)
            Run(Math.Min(batch, count - i));
        return clock.Elapsed.TotalSeconds / count;
    }

    public void Run(int batch)
    {
        using var options = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _pixels.AsMemory(0, batch * Channels * Side * Side), [batch, Channels, Side, Side]);
        using var outputs = _session.Run(options, [Input], [input], ["Score"]);
        _ = outputs[0].GetTensorDataAsSpan<float>()[0];
    }

    public string EndProfiling() => _session.EndProfiling();

    public void Dispose() => _session.Dispose();
}
