namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class WarmUpCosineTests
{
    [Theory]
    [InlineData(0, 0.02)]
    [InlineData(4, 0.1)]
    [InlineData(9, 0.2)]
    [InlineData(10, 0.2)]
    [InlineData(55, 0.1)]
    [InlineData(100, 0)]
    public void At_Step_FollowsTheLineThenTheCosine(int step, double rate) =>
        Assert.Equal(rate, new WarmUpCosine(Peak: 0.2, WarmUpSteps: 10, Steps: 100).At(step), 12);

    [Fact]
    public void At_WithoutWarmUp_StartsAtThePeak() => Assert.Equal(0.5, new WarmUpCosine(0.5, 0, 10).At(0));

    [Fact]
    public void At_LastStep_IsAboveZero() => Assert.InRange(new WarmUpCosine(0.5, 0, 10).At(9), 0.001, 0.05);
}
