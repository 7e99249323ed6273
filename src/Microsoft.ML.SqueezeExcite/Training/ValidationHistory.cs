namespace Microsoft.ML.SqueezeExcite;

/// <summary>What validation found after an epoch.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="Result">What it found.</param>
internal sealed record ValidatedEpoch(int Epoch, ValidationResult Result);

/// <summary>What validation found after each epoch that was validated; immutable.</summary>
/// <param name="Metric">Which result is looked at.</param>
/// <param name="MinimumDelta">What a result must be better by for patience to start anew.</param>
/// <param name="Results">The results, in the order of the epochs. A run that goes on may have begun without validation.</param>
internal sealed record ValidationHistory(ValidationMetric Metric, double MinimumDelta, IReadOnlyList<ValidatedEpoch> Results)
{
    /// <summary>The results so far of a run that validates as the options say.</summary>
    public static ValidationHistory Of(Validation? options, IReadOnlyList<ValidatedEpoch> results) =>
        new(options?.Monitor ?? ValidationMetric.Accuracy, options?.MinimumDelta ?? 0, results);

    /// <summary>The best result's epoch, from 1, the first of equal ones; 0 before the first.</summary>
    public int BestEpoch => BestOne?.Epoch ?? 0;

    public ValidationResult? Best => BestOne?.Result;

    /// <summary>The last epoch's; null before the first.</summary>
    public ValidatedEpoch? Last => Results.Count == 0 ? null : Results[^1];

    /// <summary>Whether the last result is better than all before it.</summary>
    public bool LastIsBest => Last is { } last && BestEpoch == last.Epoch;

    private ValidatedEpoch? BestOne => Results.MaxBy(validated => Value(validated.Result));

    /// <summary>The epochs since a result was better, by the least difference that counts, than the best before it.</summary>
    public int EpochsWithoutProgress
    {
        get
        {
            var (best, since) = (double.NegativeInfinity, 0);
            foreach (var value in Results.Select(validated => Value(validated.Result)))
                (best, since) = value > best + MinimumDelta ? (value, 0) : (best, since + 1);
            return since;
        }
    }

    public ValidationHistory With(ValidatedEpoch result) => this with { Results = [.. Results, result] };

    // More is better.
    private double Value(ValidationResult result) => Metric == ValidationMetric.Accuracy ? result.Accuracy : -result.Loss;
}
