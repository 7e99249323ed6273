using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SqueezeExcitationBlockTests
{
    [Fact]
    public void StateDict_OfABlock_HasTimmsNamesAndShapes()
    {
        using var block = new SqueezeExcitationBlock(64, new() { ReductionRatio = 8 });
        var shapes = block.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.shape);
        Assert.Equal(["fc1.bias", "fc1.weight", "fc2.bias", "fc2.weight"], shapes.Keys.Order());
        Assert.Equal([8, 64, 1, 1], shapes["fc1.weight"]);
        Assert.Equal([64, 8, 1, 1], shapes["fc2.weight"]);
        using var bare = new SqueezeExcitationBlock(64, new() { Bias = false });
        Assert.Equal(["fc1.weight", "fc2.weight"], bare.state_dict().Keys.Order());
    }

    /// <summary>Equations 2 to 4 written out: s = gate(W2 relu(W1 z + b1) + b2), y = s * u.</summary>
    [Theory]
    [InlineData(SqueezeKind.Average, ActivationFunction.Sigmoid)]
    [InlineData(SqueezeKind.Max, ActivationFunction.Tanh)]
    public void Forward_OfFeatureMaps_IsThePapersEquations(SqueezeKind squeeze, ActivationFunction gate)
    {
        using var block = new SqueezeExcitationBlock(6, new() { ReductionRatio = 3, Squeeze = squeeze, Gate = gate });
        float[] Of(string name) => block.state_dict()[name].data<float>().ToArray();
        var (w1, b1, w2, b2) = (Of("fc1.weight"), Of("fc1.bias"), Of("fc2.weight"), Of("fc2.bias"));
        using var u = rand(2, 6, 3, 5);
        using var y = block.call(u);
        var (before, after) = (u.data<float>().ToArray(), y.data<float>().ToArray());
        Assert.Equal([2, 6, 3, 5], y.shape);
        for (var n = 0; n < 2; n++)
        {
            var planes = before.Skip(n * 90).Take(90).Chunk(15).ToArray();
            var z = planes.Select(plane => squeeze == SqueezeKind.Max ? plane.Max() : plane.Average()).ToArray();
            var hidden = Enumerable.Range(0, 2)
                .Select(h => MathF.Max(0, b1[h] + z.Select((v, c) => v * w1[h * 6 + c]).Sum()))
                .ToArray();
            for (var c = 0; c < 6; c++)
            {
                var s = b2[c] + hidden.Select((v, h) => v * w2[c * 2 + h]).Sum();
                s = gate == ActivationFunction.Tanh ? MathF.Tanh(s) : 1 / (1 + MathF.Exp(-s));
                for (var i = 0; i < 15; i++)
                    Assert.Equal(planes[c][i] * s, after[(n * 6 + c) * 15 + i], 1e-5f);
            }
        }
    }

    [Fact]
    public void Forward_OfSignals_IsThatOfFeatureMapsOfOneRow()
    {
        using var block = new SqueezeExcitationBlock(32);
        using var signal = rand(3, 32, 50);
        using var map = signal.unsqueeze(2);
        using var y = block.call(signal);
        using var expected = block.call(map);
        Assert.Equal([3, 32, 50], y.shape);
        Assert.Equal(expected.data<float>().ToArray(), y.data<float>().ToArray());
    }

    [Fact]
    public void Forward_InANetworkOfOnesOwn_PassesGradientsAndLeavesNoTensors()
    {
        using var block = new SqueezeExcitationBlock(16, new() { ReductionRatio = 4 });
        using var x = rand(2, 16, 4, 4);
        using (var scope = NewDisposeScope())
        {
            using (var y = block.call(x))
            using (var loss = y.sum())
                loss.backward();
            Assert.Equal(0, scope.DisposablesCount);
        }

        Assert.All(block.parameters(), parameter => Assert.NotNull(parameter.grad));
    }

    [Fact]
    public void Block_BadInput_NamesTheValueAndTheRange()
    {
        var ratio = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new SqueezeExcitationBlock(8, new() { ReductionRatio = 16 }));
        Assert.Contains("between 1 and 8", ratio.Message, StringComparison.Ordinal);
        using var block = new SqueezeExcitationBlock(16);
        using var flat = rand(2, 16);
        Assert.Contains("(2, 16)", Assert.Throws<ArgumentException>(() => block.call(flat)).Message, StringComparison.Ordinal);
    }
}
