using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using SeTrainerHost.Datasets;
using TorchSharp;

namespace SeTrainerHost.Runs;

/// <summary>How a run was made, beside its options.</summary>
internal static class RunOrigin
{
    /// <summary>The key of the hash of the data.</summary>
    public const string Data = "data-hash";

    private static readonly string[] Decisive = [Data, "threads", "se-trainer", "torchsharp"];

    /// <summary>Command line, time, versions, machine, and the hash of the data.</summary>
    public static IEnumerable<(string Name, string Value)> Of(RunRequest request, Dataset data) =>
    [
        ("command", request.CommandLine),
        ("begun", request.Options.TimeProvider.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture)),
        ("seed", request.Options.Seed.ToString(CultureInfo.InvariantCulture)),
        ("se-trainer", Version(typeof(RunOrigin))),
        ("ml.net", Version(typeof(MLContext))),
        ("torchsharp", Version(typeof(torch))),
        ("onnx-runtime", Version(typeof(InferenceSession))),
        ("dotnet", RuntimeInformation.FrameworkDescription),
        ("system", RuntimeInformation.OSDescription),
        ("processors", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
        ("threads", request.Options.Threads.ToString(CultureInfo.InvariantCulture)),
        (Data, DataFingerprint.Of(data)),
    ];

    /// <summary>What makes a run another than the one that it repeats, a line each.</summary>
    public static IEnumerable<string> Differences(RunRequest request, Dataset data)
    {
        // The hash of the data looks at every file.
        foreach (var (name, value) in request.Repeats.Count == 0 ? [] : Of(request, data))
            if (Decisive.Contains(name) && request.Repeats.TryGetValue(name, out var before) && before != value)
                yield return name == Data
                    ? "the data are not those of the run that is repeated: files, labels or sizes differ"
                    : $"{name} is {value}, was {before} in the run that is repeated: weights may differ";
    }

    // After a plus sign comes the commit.
    private static string Version(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
