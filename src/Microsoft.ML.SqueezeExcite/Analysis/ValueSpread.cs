namespace Microsoft.ML.SqueezeExcite;

/// <summary>The spread of a value over images.</summary>
/// <param name="Minimum">The smallest.</param>
/// <param name="Median">The one in the middle; the lower of two.</param>
/// <param name="Maximum">The largest.</param>
public sealed record ValueSpread(double Minimum, double Median, double Maximum)
{
    /// <summary>The spread of values; null where there are none.</summary>
    internal static ValueSpread? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : new ValueSpread(sorted[0], sorted[(sorted.Length - 1) / 2], sorted[^1]);
    }
}
