namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class LearningRateRangeTestTests
{
    [Fact]
    public void Suggestion_OfALossThatFallsAndRises_IsWhereItFallsFastest()
    {
        // Down along a logistic curve around 0.1, up again from 1 on.
        var test = Test(rate => 2 - 1 / (1 + Math.Exp(-4 * Math.Log10(rate / 0.1))) + Math.Max(0, 3 * Math.Log10(rate)));
        Assert.InRange(test.Suggestion!.Value, 0.08, 0.125);
    }

    [Fact]
    public void Suggestion_OfANoisyLoss_IsNearTheSame()
    {
        var random = new RandomStream(1, 2);
        var test = Test(rate => 2 - 1 / (1 + Math.Exp(-4 * Math.Log10(rate / 0.1))) + 0.0002 * random.Next(100));
        Assert.InRange(test.Suggestion!.Value, 0.03, 0.3);
    }

    [Fact]
    public void Suggestion_OfALossThatOnlyRises_IsNull()
    {
        Assert.Null(Test(rate => 2 + rate).Suggestion);
        Assert.Null(new LearningRateRangeTest([]).Suggestion);
    }

    [Fact]
    public void SmoothedLosses_OfFortySteps_AreMeansOfFiveAndFewerAtTheEnds()
    {
        var losses = Enumerable.Range(0, 40).Select(i => (double)(i * i)).ToArray();
        var smoothed = new LearningRateRangeTest([.. losses.Select((loss, i) => new LearningRatePoint(i + 1, loss))])
            .SmoothedLosses();
        Assert.Equal(losses[0], smoothed[0]);
        Assert.Equal((0 + 1 + 4) / 3.0, smoothed[1], 1e-9);
        Assert.Equal((64 + 81 + 100 + 121 + 144) / 5.0, smoothed[10], 1e-9);
        Assert.Equal(losses[39], smoothed[39]);
    }

    [Fact]
    public void Exponential_FromATenthToTen_RisesByTheSameFactor()
    {
        var rates = RateRange.Exponential(0.1, 10, 21);
        Assert.Equal((0.1, 1, 10), (rates[0], Math.Round(rates[10], 12), Math.Round(rates[20], 12)));
        Assert.All(rates.Zip(rates.Skip(1)), pair => Assert.Equal(Math.Pow(100, 0.05), pair.Second / pair.First, 1e-9));
    }

    [Theory]
    [InlineData(0, 1, 100, "lowest must be above 0, was 0")]
    [InlineData(double.NaN, 1, 100, "lowest must be above 0, was NaN")]
    [InlineData(0.1, 0.1, 100, "highest must be above the lowest, 0.1, was 0.1")]
    [InlineData(0.1, double.PositiveInfinity, 100, "highest must be above the lowest, 0.1, was Infinity")]
    [InlineData(0.1, 1, 19, "steps must be from 20 to 100000, was 19")]
    public void Exponential_OfAWrongRange_NamesValueAndRange(double lowest, double highest, int steps, string message)
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => RateRange.Exponential(lowest, highest, steps));
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    private static LearningRateRangeTest Test(Func<double, double> loss) =>
        new([.. RateRange.Exponential(1e-5, 10, 100).Select(rate => new LearningRatePoint(rate, loss(rate)))]);
}
