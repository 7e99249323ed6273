namespace Microsoft.ML.SqueezeExcite;

/// <summary>How <see cref="SeNetTransformer"/> and <see cref="SeNetModel"/> score a view.</summary>
public record SeNetScoringOptions
{
    /// <summary>
    /// Images that go through the network together, 1 to 4,096. Default none: chosen from the size of the input.
    /// </summary>
    public int? BatchSize { get; init; }

    /// <summary>
    /// Threads that decode and score, 1 to 1,024. Each reads the source by a cursor of its own. Default none: one a core.
    /// </summary>
    public int? Threads { get; init; }

    /// <summary>
    /// What happens to an image that is missing or cannot be decoded. Default <see cref="InvalidImageAction.Throw"/>.
    /// </summary>
    public InvalidImageAction OnInvalidImage { get; init; }

    /// <summary>
    /// The largest image, in pixels, that is decoded from bytes or from a file: a small file can declare an image that fills the
    /// memory. Default 100 million. It does not hold for an <see cref="Data.MLImage"/> column, whose images another step decodes.
    /// </summary>
    public long MaximumPixels { get; init; } = ImageDecoder.UsualMaximumPixels;

    /// <summary>
    /// Whether each image is scored twice, as it is and mirrored left to right, and the scores are averaged. Default no.
    /// </summary>
    public bool MirrorAveraging { get; init; }

    internal int ThreadCount => Threads ?? Environment.ProcessorCount;

    // Each thread scores a batch of its own: a small one is as fast as any larger one, and its activations stay in the cache.
    internal int BatchSizeFor(FeatureShape shape) => BatchSize ?? (int)Math.Clamp(16_384 / shape.Area, 1, 32);

    /// <summary>The same options, once they are checked.</summary>
    /// <exception cref="ArgumentException">Some settings are out of their range; the message names them all.</exception>
    internal static SeNetScoringOptions Checked(SeNetScoringOptions value)
    {
        ArgumentNullException.ThrowIfNull(value);
        value.Check();
        return value;
    }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Some settings are out of their range; the message names them all.</exception>
    internal void Check()
    {
        string[] faults = [.. Faults()];
        if (faults.Length > 0)
            throw new ArgumentException(string.Join("; ", faults));
    }

    /// <summary>The settings that are out of their range.</summary>
    private protected virtual IEnumerable<string> Faults()
    {
        if (BatchSize is < 1 or > 4096)
            yield return $"BatchSize must be between 1 and 4096, was {BatchSize}";
        if (Threads is < 1 or > 1024)
            yield return $"Threads must be between 1 and 1024, was {Threads}";
        if (!Enum.IsDefined(OnInvalidImage))
            yield return $"OnInvalidImage must be Throw or Skip, was {OnInvalidImage}";
        if (MaximumPixels < 1)
            yield return $"MaximumPixels must be at least 1, was {MaximumPixels}";
    }
}
