using System.Text.Json.Serialization;

namespace Microsoft.ML.SqueezeExcite;

/// <content>How the images are read and kept.</content>
public abstract partial record TrainingOptions
{
    private static readonly long HalfOfMemory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;

    /// <summary>
    /// The bytes of decoded images that are kept in memory, at least 0: one a value, or four in images whose values are not all
    /// whole numbers from 0 to 255. What is above goes to one file in <see cref="MLContext.TempFilePath"/>, which is gone when
    /// training ends or the process dies; the weights do not depend on it. Default half of the machine's memory, or of the
    /// limit of its container.
    /// </summary>
    [JsonIgnore]
    public long MemoryBudget { get; init; } = HalfOfMemory;

    /// <summary>
    /// What is done about an image that cannot be read: end with an error that names it, or leave it out and tell so in the log and in
    /// <see cref="TrainingSummary.SkippedImages"/>. Default the former.
    /// </summary>
    public InvalidImageAction OnInvalidImage { get; init; } = InvalidImageAction.Throw;

    /// <summary>How images are read: by as many threads as will compute, which have nothing to do yet.</summary>
    internal ImageReading Reading(string? temporaryFolder) => new()
    {
        Workers = Threads,
        MemoryBudget = MemoryBudget,
        SpillFolder = temporaryFolder ?? Path.GetTempPath(),
        OnInvalidImage = OnInvalidImage,
    };

    /// <summary>What is wrong with these settings.</summary>
    private protected IEnumerable<string> DataFaults()
    {
        if (MemoryBudget < 0)
            yield return Fault(nameof(MemoryBudget), MemoryBudget, "at least 0");
        if (!Enum.IsDefined(OnInvalidImage))
            yield return Fault(nameof(OnInvalidImage), OnInvalidImage, string.Join(" or ", Enum.GetNames<InvalidImageAction>()));
    }
}
