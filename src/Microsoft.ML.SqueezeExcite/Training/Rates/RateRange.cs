namespace Microsoft.ML.SqueezeExcite;

/// <summary>The rates of a range test.</summary>
internal static class RateRange
{
    private const int FewestSteps = 20;
    private const int MostSteps = 100_000;

    /// <summary>Rates that rise by the same factor from step to step.</summary>
    /// <param name="lowest">The first rate.</param>
    /// <param name="highest">The last rate.</param>
    /// <param name="steps">Their number.</param>
    /// <param name="spell">How messages write names; null for C#'s way.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static IReadOnlyList<double> Exponential(
        double lowest,
        double highest,
        int steps,
        Func<string, string>? spell = null)
    {
        if (!(lowest > 0 && double.IsFinite(lowest)))
            throw Fault(nameof(lowest), lowest, "above 0");
        if (!(highest > lowest && double.IsFinite(highest)))
            throw Fault(nameof(highest), highest, FormattableString.Invariant($"above the lowest, {lowest}"));
        if (steps is < FewestSteps or > MostSteps)
            throw Fault(nameof(steps), steps, $"from {FewestSteps} to {MostSteps}");
        return [.. Enumerable.Range(0, steps).Select(i => lowest * Math.Pow(highest / lowest, (double)i / (steps - 1)))];

        ArgumentOutOfRangeException Fault(string name, double value, string range) => new(
            name, value, FormattableString.Invariant($"{spell?.Invoke(name) ?? name} must be {range}, was {value}"));
    }
}
