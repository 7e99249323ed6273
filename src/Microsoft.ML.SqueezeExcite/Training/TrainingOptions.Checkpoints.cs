using System.Text.Json.Serialization;

namespace Microsoft.ML.SqueezeExcite;

/// <content>What is kept of a run on the way.</content>
public abstract partial record TrainingOptions
{
    /// <summary>
    /// The folder for <c>last.safetensors</c>, written after each epoch and when training is
    /// cancelled, <c>best.safetensors</c>, the weights of the best validation, and <c>log.csv</c>, a
    /// row an epoch. A file is replaced only by one that is whole and on the disk. Default none.
    /// </summary>
    [JsonIgnore]
    public string? CheckpointFolder { get; init; }

    /// <summary>The minutes after which <c>last.safetensors</c> is written within an epoch too, at least 0; 0 for never. Default 10.</summary>
    public double CheckpointMinutes { get; init; } = 10;

    /// <summary>
    /// Whether the run goes on from <c>last.safetensors</c>, if there is one: the same weights come out, to the bit, as if it had not been interrupted, on the
    /// same machine with the same settings. These settings hold where they differ from those of the checkpoint, and the log says so. Default false.
    /// </summary>
    [JsonIgnore]
    public bool Resume { get; init; }

    /// <summary>What is wrong with these settings.</summary>
    private protected IEnumerable<string> CheckpointFaults()
    {
        if (CheckpointFolder is not null && string.IsNullOrWhiteSpace(CheckpointFolder))
            yield return Fault(nameof(CheckpointFolder), $"'{CheckpointFolder}'", "the path of a folder");
        if (!(CheckpointMinutes >= 0 && double.IsFinite(CheckpointMinutes)))
            yield return Fault(nameof(CheckpointMinutes), CheckpointMinutes, "at least 0");
        if (Resume && CheckpointFolder is null)
            yield return Fault(nameof(Resume), Resume, $"false without {nameof(CheckpointFolder)}");
    }
}
