namespace Microsoft.ML.SqueezeExcite.Tests.Images;

public sealed class StratifiedShareTests
{
    [Theory]
    [InlineData(0.2, 80)]
    [InlineData(0.3, 120)]
    [InlineData(0.5, 200)]
    public void Choose_ManyClassesOfTwo_HoldsTheShareInTotal(double fraction, int expected)
    {
        var counts = Counts([.. Enumerable.Repeat(2, 200)], fraction);
        Assert.Equal(expected, counts.Sum());
        Assert.All(counts, count => Assert.InRange(count, 0, 1));
    }

    [Fact]
    public void Choose_LargeAndSmallClasses_TakesOneOfEachSmallAndInProportionOfTheLarge() =>
        Assert.Equal([20, 1, 1, 0, 40], Counts([100, 2, 3, 1, 200], 62 / 306d));

    [Fact]
    public void Choose_ShareOfMoreThanAllButTheLast_LeavesEachClassItsLast() =>
        Assert.Equal([2, 1, 0], Counts([3, 2, 1], 0.8));

    [Fact]
    public void Choose_EqualRemainders_AreBrokenByTheSeed()
    {
        var choices = Enumerable.Range(0, 20).Select(seed => string.Join(' ', Counts([3, 3, 3, 3], 0.5, seed))).Distinct();
        Assert.True(choices.Count() > 1);
    }

    private static int[] Counts(int[] sizes, double fraction, int seed = 1)
    {
        long[] classes = [.. sizes.SelectMany((size, c) => Enumerable.Repeat((long)c, size))];
        var random = new RandomStream(seed, 0);
        var chosen = StratifiedShare.Choose(
            classes, (int)Math.Round(fraction * classes.Length), numbers => random.Shuffle<int>(numbers));
        return [.. sizes.Select((_, c) => classes.Zip(chosen).Count(item => item.First == c && item.Second))];
    }
}
