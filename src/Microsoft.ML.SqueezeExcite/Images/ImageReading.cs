namespace Microsoft.ML.SqueezeExcite;

/// <summary>How the images of a view are read and kept.</summary>
internal sealed record ImageReading
{
    /// <summary>The threads that decode; the result does not depend on it.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>The bytes of decoded images that are kept in memory; what is above goes to a file.</summary>
    public long MemoryBudget { get; init; } = long.MaxValue;

    /// <summary>The folder of that file.</summary>
    public string SpillFolder { get; init; } = Path.GetTempPath();

    /// <summary>What is done about an image that cannot be read.</summary>
    public InvalidImageAction OnInvalidImage { get; init; }
}
