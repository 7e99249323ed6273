namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// How a <see cref="SeNetPredictor"/> scores. <see cref="SeNetScoringOptions.BatchSize"/> bounds the batches that asynchronous
/// calls share.
/// </summary>
public sealed record SeNetPredictorOptions : SeNetScoringOptions
{
    /// <summary>How many classes a prediction lists, likeliest first. Default 5; more than there are means all.</summary>
    public int TopK { get; init; } = 5;

    /// <summary>
    /// How long an asynchronous call waits for others to share its batch, at most a minute. Default 2 milliseconds.
    /// </summary>
    public TimeSpan MaximumDelay { get; init; } = TimeSpan.FromMilliseconds(2);

    /// <inheritdoc/>
    private protected override IEnumerable<string> Faults()
    {
        foreach (var fault in base.Faults())
            yield return fault;
        if (TopK < 1)
            yield return $"TopK must be at least 1, was {TopK}";
        if (MaximumDelay < TimeSpan.Zero || MaximumDelay > TimeSpan.FromMinutes(1))
            yield return $"MaximumDelay must be between 0 and a minute, was {MaximumDelay}";
    }
}
