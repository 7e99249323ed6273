using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Runs;

/// <summary>What a training was asked to do.</summary>
/// <param name="Data">The images.</param>
/// <param name="Options">The settings.</param>
internal sealed record RunRequest(string Data, SeNetOptions Options)
{
    /// <summary>Images to validate on; null for none, or a share of the others.</summary>
    public string? Valid { get; init; }

    /// <summary>Images to test on; null for those that the data keep, or a share of them.</summary>
    public string? Test { get; init; }

    /// <summary>
    /// The share kept for the test where there are no images for it; null for the usual, or that of the run that goes on.
    /// </summary>
    public double? TestFraction { get; init; }

    /// <summary>Whether files for TensorBoard are written.</summary>
    public bool TensorBoard { get; init; }

    /// <summary>How it shows what happens.</summary>
    public ProgressKind Progress { get; init; }

    /// <summary>How the run was made that this one repeats, as its file says; empty where it repeats none.</summary>
    public IReadOnlyDictionary<string, string> Repeats { get; init; } = new Dictionary<string, string>();

    /// <summary>The command line, as a shell takes it.</summary>
    public string CommandLine { get; init; } = "";

    /// <summary>All of it by the names of the command line, the folders and files absolute.</summary>
    public IEnumerable<RunSetting> Settings
    {
        get
        {
            yield return new RunSetting("data", [Absolute(Data)]);
            if (Valid is not null)
                yield return new RunSetting("valid", [Absolute(Valid)]);
            if (Test is not null)
                yield return new RunSetting("test", [Absolute(Test)]);
            if (TestFraction is { } fraction)
                yield return new RunSetting("test-fraction", [fraction.ToString("R", CultureInfo.InvariantCulture)]);
            foreach (var setting in RunSettings.Of(Options))
                yield return setting;
        }
    }

    // "idx:DIR" and the like name a folder after a colon; "fashion-mnist" names none.
    private static string Absolute(string data)
    {
        if (Path.Exists(data))
            return Path.GetFullPath(data);
        var afterColon = data.IndexOf(':', StringComparison.Ordinal) + 1;
        return afterColon > 0 && Directory.Exists(data[afterColon..])
            ? data[..afterColon] + Path.GetFullPath(data[afterColon..])
            : data;
    }
}
