namespace Microsoft.ML.SqueezeExcite;

/// <summary>PyTorch's <c>OneCycleLR</c> with its defaults: two halves of a cosine.</summary>
/// <param name="Peak">The greatest rate.</param>
/// <param name="Rise">The steps of the rise: PyTorch's <c>pct_start * total_steps</c>.</param>
/// <param name="Steps">The steps in all.</param>
internal sealed record OneCycleRate(double Peak, double Rise, int Steps) : RateCurve(Peak)
{
    private const double FirstDivisor = 25;
    private const double LastDivisor = 1e4;

    public override double At(int step)
    {
        var (first, top) = (Peak / FirstDivisor, Rise - 1);
        return step < top
            ? Between(first, Peak, step / top)
            : Between(Peak, first / LastDivisor, (step - top) / (Steps - 1 - top));
    }

    private static double Between(double from, double to, double share) => to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));
}
