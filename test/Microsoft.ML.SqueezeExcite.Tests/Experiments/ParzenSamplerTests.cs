using System.Globalization;
using static Microsoft.ML.SqueezeExcite.Tests.SmallExperiment;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ParzenSamplerTests
{
    private static readonly SeNetSearchSpace Space = SeNetSearchSpace.Empty.LogUniform("learningRate", 1e-4, 10)
        .Uniform("mixup", 0, 1)
        .Choose("gate", "relu", "tanh", "sigmoid");

    [Fact]
    public void After_FewResults_IsNone() =>
        Assert.Null(
            ParzenSampler.After(
                [.. Enumerable.Range(1, 4).Select(i => Trial(i, SeNetRunState.Finished, 0.5))],
                SeNetObjective.Accuracy));

    /// <summary>
    /// A score with its peak at rate 0.1, mixup 0.3 and the sigmoid: over ten seeds, the last of 40 trials lie nearer than random
    /// ones do.
    /// </summary>
    [Fact]
    public void Sample_AfterResults_LiesWhereTheyAreGood()
    {
        double Mean(SeNetSampler sampler) =>
            Enumerable.Range(1, 10)
                .Average(seed => Search(sampler, seed).TakeLast(15).Average(trial => trial.Metrics!.MicroAccuracy));
        var (random, tpe) = (Mean(SeNetSampler.Random), Mean(SeNetSampler.Tpe));
        Assert.True(tpe > random + 0.15, $"{tpe} is not above {random}");
    }

    [Theory]
    [InlineData(0.2, 0.5, 0.9)]
    [InlineData(0, 0, 1)]
    [InlineData(0.5)]
    public void Density_OfPoints_IntegratesToOneAndIsDrawnFrom(params double[] points)
    {
        foreach (
            var density in new[]
            {
                ParzenDensity.Of(points),
                ParzenDensity.OfClasses([.. points.Select(p => Math.Min(p, 0.99))], 4),
            })
        {
            const int Steps = 10_000;
            var below = 0.0;
            var half = 0.0;
            for (var i = 0; i < Steps; i++)
            {
                below += density.At((i + 0.5) / Steps) / Steps;
                half = i < Steps / 2 ? below : half;
            }

            Assert.Equal(1, below, 1e-3);
            var random = new RandomStream(1);
            var draws = Enumerable.Range(0, Steps).Select(_ => density.Draw(ref random)).ToArray();
            Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
            Assert.Equal(half, draws.Count(draw => draw < 0.5) / (double)Steps, 0.02);
        }
    }

    private static List<SeNetRunDetail> Search(SeNetSampler sampler, int seed)
    {
        var settings = new SmallExperiment("x").Settings with { Sampler = sampler, Seed = seed, SearchSpace = Space };
        var source = new TrialSource(settings, _ => { });
        var trials = new List<SeNetRunDetail>();
        for (var i = 1; i <= 40; i++)
        {
            var parameters = source.Next(trials)!;
            trials.Add(
                new SeNetRunDetail
                {
                    Trial = i,
                    Parameters = parameters,
                    State = SeNetRunState.Finished,
                    Rungs = [new(1, Metrics(Score(parameters)))],
                });
        }

        return trials;
    }

    private static double Score(IReadOnlyDictionary<string, string> parameters)
    {
        var rate = Math.Log10(double.Parse(parameters["learningRate"], CultureInfo.InvariantCulture)) + 1;
        var mixup = double.Parse(parameters["mixup"], CultureInfo.InvariantCulture) - 0.3;
        return Math.Exp(-rate * rate) * Math.Exp(-4 * mixup * mixup) * (parameters["gate"] == "sigmoid" ? 1 : 0.7);
    }
}
