using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SeededDropoutTests
{
    [Fact]
    public void Forward_InTraining_KeepsTheMeanAndScalesWhatIsLeft()
    {
        using var dropout = new SeededDropout(0.25, new Generator(3));
        using var input = ones(200, 500);
        using var output = dropout.call(input);
        var values = output.data<float>().ToArray();
        Assert.All(values, value => Assert.True(value is 0 or > 1.333f and < 1.334f));
        Assert.InRange(values.Count(value => value == 0) / 100_000.0, 0.24, 0.26);
    }

    [Fact]
    public void Forward_InEvaluation_ChangesNothing()
    {
        using var dropout = new SeededDropout(0.5, new Generator(3));
        dropout.eval();
        using var input = ones(4);
        Assert.Same(input, dropout.call(input));
    }

    [Fact]
    public void Forward_OnManyThreads_FollowsFromTheSeedAlone()
    {
        float[] Draw(int seed)
        {
            using var generator = new Generator((ulong)seed);
            using var dropout = new SeededDropout(0.5, generator);
            using var input = ones(1000);
            return [.. Enumerable.Range(0, 20).SelectMany(_ =>
            {
                using var output = dropout.call(input);
                return output.data<float>().ToArray();
            })];
        }

        var alone = Draw(1);
        Assert.All(
            Enumerable.Range(0, 8).AsParallel().Select(i => Draw(1 + i % 2)).ToArray().Where((_, i) => i % 2 == 0),
            drawn => Assert.Equal(alone, drawn));
    }
}
