namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class MixingTests
{
    private static readonly FeatureShape Shape = new(2, 20, 30);

    [Fact]
    public void Draw_OfNeither_IsNothing()
    {
        var random = new RandomStream(1);
        Assert.Null(Mixing.None.Draw(Shape, ref random));
    }

    [Fact]
    public void Apply_OfMixup_BlendsByTheWeightOfTheLabels()
    {
        foreach (var mix in Draws(new Mixing(0.4, 0), 200))
        {
            Assert.Null(mix.Cut);
            Assert.InRange(mix.Weight, 0.5, 1);
            var (a, b) = Mixed(mix);
            Assert.All(a, pixel => Assert.Equal(100 * mix.Weight, pixel, 1e-4));
            Assert.All(b, pixel => Assert.Equal(100 * (1 - mix.Weight), pixel, 1e-4));
        }
    }

    [Fact]
    public void Apply_OfCutMix_SwapsAShareOfThePixelsThatIsTheWeightOfTheLabels()
    {
        foreach (var mix in Draws(new Mixing(0, 1), 200))
        {
            var (a, b) = Mixed(mix);
            Assert.Equal(mix.Weight, a.Count(pixel => pixel == 100) / (double)a.Length, 12);
            Assert.Equal(mix.Weight, b.Count(pixel => pixel == 0) / (double)b.Length, 12);
            Assert.True(a.Zip(b).All(pair => pair.First + pair.Second == 100));
        }
    }

    [Fact]
    public void Draw_OfCutMix_HasWeightsOverTheWholeRange()
    {
        var weights = Draws(new Mixing(0, 1), 2000).Select(mix => mix.Weight).ToArray();
        Assert.InRange(weights.Min(), 0, 0.25);
        Assert.InRange(weights.Max(), 0.99, 1);
    }

    [Fact]
    public void Draw_OfBoth_IsEitherHalfOfTheTime() =>
        Assert.InRange(Draws(new Mixing(1, 1), 2000).Count(mix => mix.Cut is null), 900, 1100);

    [Fact]
    public void Apply_OfCutMixToSignals_SwapsAPartOfTheirLength()
    {
        var signal = new FeatureShape(1, 1, 100);
        var weights = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            var random = new RandomStream(6, i);
            var mix = new Mixing(0, 1).Draw(signal, ref random)!;
            var (a, b) = (Enumerable.Repeat(100f, 100).ToArray(), new float[100]);
            mix.Apply(a, b, signal);
            Assert.Equal(mix.Weight, a.Count(value => value == 100) / 100.0, 12);
            Assert.Equal(mix.Weight, b.Count(value => value == 0) / 100.0, 12);
            weights.Add(mix.Weight);
        }

        Assert.InRange(weights.Average(), 0.4, 0.6);
    }

    private static PairMix[] Draws(Mixing mixing, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var random = new RandomStream(6, i);
            return mixing.Draw(Shape, ref random)!;
        }),
    ];

    private static (float[] A, float[] B) Mixed(PairMix mix)
    {
        var (a, b) = (new float[Shape.Count], new float[Shape.Count]);
        Array.Fill(a, 100);
        mix.Apply(a, b, Shape);
        return (a, b);
    }
}
