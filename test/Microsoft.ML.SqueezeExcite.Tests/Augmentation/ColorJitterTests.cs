namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ColorJitterTests
{
    [Fact]
    public void Apply_OfBrightness_DrawsFactorsEvenlyAndAnewEachTime()
    {
        var jitter = new ColorJitter(0.4, 0, 0, 0);
        var factors = Enumerable.Range(0, 4000).Select(i => Run(jitter, [100, 50, 10], 3, i)[0] / 100).ToArray();
        Assert.InRange(factors.Min(), 0.6f, 0.602f);
        Assert.InRange(factors.Max(), 1.398f, 1.4f);
        Assert.InRange(factors.Average(), 0.985, 1.015);
        Assert.InRange(factors.Average(f => (f - 1) * (f - 1)), 0.95 * 0.16 / 3, 1.05 * 0.16 / 3);
    }

    [Fact]
    public void Apply_OfEverything_StaysWithinThePixelValues()
    {
        var jitter = new ColorJitter(2, 2, 2, 0.5);
        for (var i = 0; i < 200; i++)
            Assert.All(
                Run(jitter, [.. Enumerable.Range(0, 300).Select(k => k * 97f % 256)], 3, i),
                pixel => Assert.InRange(pixel, -0.001f, 255.001f));
    }

    [Fact]
    public void Apply_OfSaturationAndHueToGrey_ChangesNothing() =>
        Assert.Equal([1, 2, 3], Run(new ColorJitter(0, 0, 0.9, 0.5), [1, 2, 3], 1, 1));

    private static float[] Run(ColorJitter jitter, float[] image, int channels, int seed)
    {
        var random = new RandomStream(9, seed);
        jitter.Apply(image, new FeatureShape(channels, 1, image.Length / channels), ref random);
        return image;
    }
}
