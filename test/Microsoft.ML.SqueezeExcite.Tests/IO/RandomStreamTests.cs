namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class RandomStreamTests
{
    [Fact]
    public void Keys_Same_GiveTheSameStream()
    {
        var a = new RandomStream(1, 2, 3);
        var b = new RandomStream(1, 2, 3);
        Assert.Equal(Enumerable.Range(0, 10).Select(_ => a.NextUInt64()), Enumerable.Range(0, 10).Select(_ => b.NextUInt64()));
        Assert.NotEqual(new RandomStream(1, 2, 3).NextUInt64(), new RandomStream(1, 3, 2).NextUInt64());
        Assert.NotEqual(new RandomStream(1, 0).NextUInt64(), new RandomStream(1).NextUInt64());
    }

    [Fact]
    public void NextDouble_ManyDraws_AreUniform()
    {
        var random = new RandomStream(7);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();
        Assert.InRange(draws.Average(), 0.497, 0.503);
        Assert.All(draws.GroupBy(d => (int)(d * 10)), bin => Assert.InRange(bin.Count(), 9_600, 10_400));
        Assert.InRange(draws.Min(), 0, 0.001);
        Assert.True(draws.Max() < 1);
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveMeanZeroAndVarianceOne()
    {
        var random = new RandomStream(7);
        var draws = Enumerable.Range(0, 100_000).Select(_ => random.NextNormal()).ToArray();
        Assert.InRange(draws.Average(), -0.015, 0.015);
        Assert.InRange(draws.Average(d => d * d), 0.98, 1.02);
    }

    [Fact]
    public void Shuffle_OfItems_IsAPermutationAndMovesThem()
    {
        var items = Enumerable.Range(0, 1000).ToArray();
        new RandomStream(3).Shuffle<int>(items);
        Assert.Equal(Enumerable.Range(0, 1000), items.Order());
        Assert.InRange(items.Index().Count(pair => pair.Index == pair.Item), 0, 10);
    }
}
