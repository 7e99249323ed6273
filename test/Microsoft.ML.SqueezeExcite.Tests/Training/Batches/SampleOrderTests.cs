namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SampleOrderTests
{
    // 90 of class 0, 9 of class 1, 1 of class 2
    private static readonly long[] Labels = [.. Enumerable.Range(0, 100).Select(i => i < 90 ? 0L : i < 99 ? 1 : 2)];

    [Fact]
    public void Balanced_OfUnevenClasses_HasEachAsOften()
    {
        var order = SampleOrder.Balanced(Labels, new RandomStream(1));
        Assert.Equal(100, order.Length);
        var counts = order.CountBy(i => Labels[i]).ToDictionary();
        Assert.All(counts.Values, count => Assert.InRange(count, 33, 34));
        Assert.All(order.Chunk(3).SkipLast(1), turn => Assert.Equal([0L, 1, 2], turn.Select(i => Labels[i]).Order()));
    }

    [Fact]
    public void Balanced_OfAClass_UsesItsImagesInTurn()
    {
        var order = SampleOrder.Balanced(Labels, new RandomStream(1));
        Assert.All(order.CountBy(i => i).Where(entry => Labels[entry.Key] == 1), entry => Assert.InRange(entry.Value, 3, 4));
        Assert.All(order.CountBy(i => i).Where(entry => Labels[entry.Key] == 0), entry => Assert.Equal(1, entry.Value));
    }

    [Fact]
    public void Balanced_OfKeys_FollowsThem()
    {
        Assert.Equal(SampleOrder.Balanced(Labels, new RandomStream(1, 2)), SampleOrder.Balanced(Labels, new RandomStream(1, 2)));
        Assert.NotEqual(
            SampleOrder.Balanced(Labels, new RandomStream(1, 2)),
            SampleOrder.Balanced(Labels, new RandomStream(1, 3)));
        Assert.NotEqual(SampleOrder.Balanced(Labels, new RandomStream(1, 2)).Take(6).Select(i => Labels[i]), [0, 1, 2, 0, 1, 2]);
    }

    [Fact]
    public void Shuffled_OfImages_HasEachOnce() =>
        Assert.Equal(Enumerable.Range(0, 100), SampleOrder.Shuffled(100, new RandomStream(1)).Order());
}
