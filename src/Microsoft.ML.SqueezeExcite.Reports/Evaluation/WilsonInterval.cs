namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>
/// Where a share lies, with a probability of 95 %, of which so many trials have been seen (Wilson's score interval, 1927).
/// </summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct WilsonInterval(double Low, double High)
{
    private const double Z = 1.959963984540054;

    /// <summary>The interval for a number of successes among trials.</summary>
    public static WilsonInterval Of(long successes, long trials)
    {
        if (trials == 0)
            return new WilsonInterval(0, 1);
        var (share, n) = ((double)successes / trials, (double)trials);
        var centre = share + Z * Z / (2 * n);
        var reach = Z * Math.Sqrt(share * (1 - share) / n + Z * Z / (4 * n * n));
        var scale = 1 + Z * Z / n;
        return new WilsonInterval(Math.Max(0, (centre - reach) / scale), Math.Min(1, (centre + reach) / scale));
    }
}
