namespace Microsoft.ML.SqueezeExcite;

/// <summary>What validation found after each epoch; immutable.</summary>
/// <param name="Metric">Which result is looked at.</param>
/// <param name="MinimumDelta">What a result must be better by for patience to start anew.</param>
/// <param name="Results">The results, an epoch each.</param>
internal sealed record ValidationHistory(ValidationMetric Metric, double MinimumDelta, IReadOnlyList<ValidationResult> Results)
{
    /// <summary>The results so far of a run that validates as the options say.</summary>
    public static ValidationHistory Of(Validation? options, IReadOnlyList<ValidationResult> results) =>
        new(options?.Monitor ?? ValidationMetric.Accuracy, options?.MinimumDelta ?? 0, results);

    /// <summary>The best result's epoch, from 1, the first of equal ones; 0 before the first.</summary>
    public int BestEpoch => Results.Count == 0 ? 0 : Results.Index().MaxBy(pair => Value(pair.Item)).Index + 1;

    public ValidationResult? Best => BestEpoch == 0 ? null : Results[BestEpoch - 1];

    /// <summary>Whether the last result is better than all before it.</summary>
    public bool LastIsBest => Results.Count > 0 && BestEpoch == Results.Count;

    /// <summary>The epochs since a result was better, by the least difference that counts, than the best before it.</summary>
    public int EpochsWithoutProgress
    {
        get
        {
            var (best, since) = (double.NegativeInfinity, 0);
            foreach (var value in Results.Select(Value))
                (best, since) = value > best + MinimumDelta ? (value, 0) : (best, since + 1);
            return since;
        }
    }

    public ValidationHistory With(ValidationResult result) => this with { Results = [.. Results, result] };

    // More is better.
    private double Value(ValidationResult result) => Metric == ValidationMetric.Accuracy ? result.Accuracy : -result.Loss;
}
