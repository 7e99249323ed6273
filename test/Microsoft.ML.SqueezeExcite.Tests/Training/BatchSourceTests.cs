namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class BatchSourceTests
{
    [Fact]
    public void Shuffled_Epoch_HasEveryImageOnceInBatchesThatDifferByOne()
    {
        var source = Source(103, 10);
        var batches = source.Shuffled(epoch: 1, seed: 5, mirror: false).ToArray();
        Assert.Equal(11, source.Steps);
        Assert.All(batches, batch => Assert.InRange(batch.Count, 9, 10));
        Assert.Equal(Enumerable.Range(0, 103).Select(i => (long)i), batches.SelectMany(batch => batch.Labels).Order());
        Assert.All(batches, batch => Assert.All(Enumerable.Range(0, batch.Count), i => Assert.Equal(batch.Labels[i], batch.Image(i)[0])));
    }

    [Fact]
    public void Shuffled_SeedAndEpoch_DecideTheOrder()
    {
        var source = Source(50, 50);
        long[] Order(int epoch, long seed) => source.Shuffled(epoch, seed, mirror: false).Single().Labels;
        Assert.Equal(Order(1, 1), Order(1, 1));
        Assert.NotEqual(Order(1, 1), Order(2, 1));
        Assert.NotEqual(Order(1, 1), Order(1, 2));
    }

    [Fact]
    public void InOrder_Evaluation_KeepsTheOrder() =>
        Assert.Equal(Enumerable.Range(0, 7).Select(i => (long)i), Source(7, 3).InOrder().SelectMany(batch => batch.Labels));

    private static BatchSource Source(int count, int batchSize)
    {
        var images = TinyImages.Set(count, (i, pixels) => pixels[0] = i, classes: count);
        return new BatchSource(images, new ChannelStatistics([0], [1]), batchSize);
    }
}
