namespace Microsoft.ML.SqueezeExcite.Reports.Tests.Evaluation;

public sealed class WilsonIntervalTests
{
    /// <summary>The ends are worked out from Wilson's formula apart from the code.</summary>
    [Theory]
    [InlineData(8, 10, 0.4901625, 0.9433178)]
    [InlineData(0, 10, 0, 0.2775328)]
    [InlineData(10, 10, 0.7224672, 1)]
    [InlineData(500, 1000, 0.4690696, 0.5309304)]
    [InlineData(0, 0, 0, 1)]
    public void Of_SomeTrials_IsThePublishedInterval(long successes, long trials, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, trials);
        Assert.Equal(low, interval.Low, 1e-6);
        Assert.Equal(high, interval.High, 1e-6);
    }
}
