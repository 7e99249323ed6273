namespace Microsoft.ML.SqueezeExcite;

/// <summary>What is kept of a run on the way.</summary>
public sealed record Checkpoints
{
    /// <summary>
    /// The folder for <c>last.safetensors</c>, written after each epoch and when training is cancelled, <c>best.safetensors</c>,
    /// the weights of the best validation, and <c>log.csv</c>, a row an epoch. A file is replaced only by one that is whole and
    /// on the disk.
    /// </summary>
    public string Folder { get; init; } = "";

    /// <summary>
    /// The minutes after which <c>last.safetensors</c> is written within an epoch too, at least 0; 0 for never. Default 10.
    /// </summary>
    [Setting(
        "The minutes between checkpoints within an epoch; 0 for none.",
        Name = "checkpointMinutes",
        Scope = SettingScope.Machine,
        AtLeast = 0)]
    public double Minutes { get; init; } = 10;

    /// <summary>
    /// Whether the run goes on from <c>last.safetensors</c>, if there is one: the weights are bit-identical to those of an
    /// uninterrupted run on the same machine with the same settings. These settings hold where they differ from those of the
    /// checkpoint, and the log says so. Default false.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Files that others write into the folder for the run; they are set aside with its own.</summary>
    internal IReadOnlyList<string> Companions { get; init; } = [];

    /// <summary>
    /// Those that are written before the first checkpoint: where neither a checkpoint nor one of the others is there, a run ended
    /// before it had anything to lose, and they are overwritten.
    /// </summary>
    internal IReadOnlyList<string> Beginnings { get; init; } = [];

    /// <summary>Checkpoints in a folder.</summary>
    /// <param name="folder">The folder; it is made where there is none.</param>
    /// <param name="resume">Whether the run goes on from the checkpoint in it.</param>
    public static Checkpoints In(string folder, bool resume = false) => new() { Folder = folder, Resume = resume };

    /// <summary>What is wrong with it beside ranges.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Folder))
            yield return $"Checkpoints.Folder must be the path of a folder, was '{Folder}'";
    }
}
