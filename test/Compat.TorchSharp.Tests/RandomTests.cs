using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Compat.TorchSharpTests;

public class RandomTests
{
    [Fact]
    public void ManualSeed_SameSeed_DrawsWhatPyTorchDraws()
    {
        using var scope = NewDisposeScope();
        var expected = Golden.Case("random");
        void Matches(string name, Tensor drawn) => drawn.Matches(expected[name], Golden.Single, name);

        manual_seed(42);

        Matches("rand", rand(3, 4));
        Matches("randn", randn(3, 4));
        Matches("randint", randint(10, [5L]));
        Matches("randperm", randperm(9));
        Matches("uniform_", empty(6).uniform_(-2, 3));
        Matches("normal_", empty(20).normal_(1, 2));
        Matches("bernoulli_", empty(20).bernoulli_(0.3));
        Matches("dropout", functional.dropout(ones(20), 0.4));
        Matches("linear", Linear(4, 3).weight);
        Matches("conv2d", Conv2d(4, 3, 3).bias!);
        Matches("kaiming_normal_", init.kaiming_normal_(empty(8, 4, 3, 3), mode: init.FanInOut.FanOut,
            nonlinearity: init.NonlinearityType.ReLU));
    }

    [Fact]
    public void Init_GivenAGenerator_DrawsFromTheDefaultOne()
    {
        using var generator = new Generator(7);
        using var before = generator.get_state();
        foreach (var draw in (Func<Tensor>[])[
            () => init.uniform_(empty(3), generator: generator), () => init.normal_(empty(3), generator: generator),
            () => init.trunc_normal_(empty(3), 1, 1, generator: generator)])
        {
            manual_seed(3);
            using var first = draw();
            manual_seed(3);
            using var again = draw();
            Assert.True(first.Equals(again));
        }

        using var after = generator.get_state();
        Assert.True(after.Equals(before));
    }

    [Fact]
    public void Normal_Tensors_DrawsRoundEachMean()
    {
        using var generator = new Generator(7);
        using var state = generator.get_state();
        using var drawn = normal(tensor([1f, 100f]), tensor([0f, 2f]), generator);
        generator.set_state(state);
        using var standard = randn(2, generator: generator);

        Assert.Equal([1, 100 + (2 * standard[1].ToSingle())], drawn.data<float>().ToArray());
    }

    [Fact]
    public void Generator_StateSetBack_DrawsTheSameAgain()
    {
        using var generator = new Generator(7);
        using var state = generator.get_state();
        using var first = rand(5, generator: generator);
        generator.set_state(state);
        using var again = rand(5, generator: generator);

        Assert.True(first.Equals(again));
        Assert.Equal(7, generator.initial_seed());
    }
}
