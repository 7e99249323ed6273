namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class PixelNormalizationTests
{
    [Theory]
    [InlineData(1, 28)]
    [InlineData(3, 7)]
    public void Apply_OnPixels_SubtractsTheMeanAndDividesByTheDeviation(int channels, int side)
    {
        float[] mean = [.. Enumerable.Range(0, channels).Select(c => 10f + c)];
        float[] deviation = [.. Enumerable.Range(0, channels).Select(c => 2f + c)];
        var image = Enumerable.Range(0, channels * side * side).Select(i => (float)(i % 256)).ToArray();
        var expected = image.Select((x, i) => (x - mean[i % channels]) / deviation[i % channels]).ToArray();
        new PixelNormalization(new ChannelStatistics(mean, deviation), new FeatureShape(channels, side, side)).Apply(image);
        Assert.All(expected.Zip(image), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
    }

    [Fact]
    public void Of_Images_CountsEachChannel()
    {
        var store = new PixelStore(new FeatureShape(2, 1, 2));
        store.Add([1, 5, 3, 5]);
        store.Add([1, 5, 3, 5]);
        var statistics = ChannelStatistics.Of(store);
        Assert.Equal([2, 5], statistics.Mean);
        Assert.Equal([1, 1], statistics.Deviation);
    }

    [Fact]
    public void Of_AnyNumberOfThreads_IsTheSameToTheBit()
    {
        var store = new PixelStore(new FeatureShape(3, 4, 4));
        for (var i = 0; i < 300; i++)
            store.AddInterleaved([.. Enumerable.Range(0, 48).Select(k => (i * 31 + k * 17) % 255 + 0.1f * (k % 7))]);
        var alone = ChannelStatistics.Of(store);
        var images = Enumerable.Range(0, 300)
            .SelectMany(i => Enumerable.Range(0, 16).Select(k => (double)((i * 31 + k * 3 * 17) % 255 + 0.1f * (k * 3 % 7))))
            .ToArray();
        Assert.Equal(images.Average(), alone.Mean[0], 1e-3);
        foreach (var threads in new[] { 2, 5 })
        {
            var together = ChannelStatistics.Of(store, threads);
            Assert.Equal(alone.Mean, together.Mean);
            Assert.Equal(alone.Deviation, together.Deviation);
        }
    }

    [Fact]
    public void ChannelStatistics_DeviationOfZero_IsRefused() =>
        Assert.Contains(
            "above 0, was 0",
            Assert.Throws<ArgumentException>(() => new ChannelStatistics([1], [0])).Message,
            StringComparison.Ordinal);
}
