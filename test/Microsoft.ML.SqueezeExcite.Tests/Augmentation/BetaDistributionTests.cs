namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class BetaDistributionTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.2)]
    [InlineData(1)]
    [InlineData(8)]
    public void Draw_ManyTimes_HasTheMeanAndTheVariance(double alpha)
    {
        var random = new RandomStream(2);
        var draws = Enumerable.Range(0, 100_000).Select(_ => BetaDistribution.Draw(alpha, ref random)).ToArray();
        var variance = 0.25 / (2 * alpha + 1);
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
        Assert.InRange(draws.Average(), 0.495, 0.505);
        Assert.InRange(draws.Average(draw => (draw - 0.5) * (draw - 0.5)), 0.98 * variance, 1.02 * variance);
    }
}
