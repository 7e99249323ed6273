using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Our steps against TorchSharp's optimizers, on the same gradients.</summary>
public sealed class ParameterOptimizerTests
{
    private static readonly Optimizer Options = Optimizer.Sgd(0.1, momentum: 0.9, nesterov: false, weightDecay: 5e-2);

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.9, 0, false)]
    [InlineData(0.9, 5e-2, false)]
    [InlineData(0.9, 5e-2, true)]
    public void Step_OfSgd_EqualsTorchs(double momentum, double decay, bool nesterov) =>
        Compare(Optimizer.Sgd(0.1, momentum, nesterov, decay), p => optim.SGD(p, 0.1, momentum, 0, decay, nesterov));

    [Theory]
    [InlineData(0.9, 0.999, 0)]
    [InlineData(0.8, 0.9, 5e-2)]
    public void Step_OfAdam_EqualsTorchs(double beta1, double beta2, double decay)
    {
        var options = Optimizer.Adam(0.1, beta1, beta2, decay);
        Compare(options, p => optim.Adam(p, 0.1, beta1, beta2, 1e-8, decay));
        Compare(Optimizer.AdamW(0.1, beta1, beta2, decay), p => optim.AdamW(p, 0.1, beta1, beta2, 1e-8, decay));
    }

    [Fact]
    public void Step_WithoutGradient_LeavesTheWeight()
    {
        using var weight = Weight();
        using var optimizer = ParameterOptimizer.Create(Optimizer.AdamW(0.1, weightDecay: 5e-2), [("w", weight)]);
        optimizer.Step(0.1);
        Assert.Equal([1, -2, 3, 0.5f], Values(weight));
        Assert.Empty(optimizer.State);
    }

    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(1000, 13.892444)]
    public void Step_WithClipNorm_ScalesAllGradientsToIt(double clip, double expected)
    {
        // Gradients 12 and (2, 6, 3): norms 12 and 7, together the root of 193.
        using var first = new Parameter(tensor(new float[] { 0 }));
        using var second = new Parameter(tensor(new float[] { 0, 0, 0 }));
        using var optimizer = ParameterOptimizer.Create(
            Optimizer.Sgd(0.1, momentum: 0, nesterov: false, weightDecay: 0) with
            {
                ClipNorm = clip,
            },
            [("a", first), ("b", second)]);
        first.grad = tensor(new float[] { 12 });
        second.grad = tensor(new float[] { 2, 6, 3 });
        optimizer.Step(1);
        float[] moved = [.. Values(first), .. Values(second)];
        Assert.Equal(expected, Math.Sqrt(moved.Sum(x => x * x)), 1e-5);
        Assert.Equal(2, moved[0] / moved[2], 1e-5);
    }

    [Fact]
    public void Step_WithoutDecayOfNormAndBias_ShrinksMatricesAlone()
    {
        using var matrix = new Parameter(ones(2, 2));
        using var bias = new Parameter(ones(2));
        using var optimizer = ParameterOptimizer.Create(Options with { DecayNormAndBias = false }, [("w", matrix), ("b", bias)]);
        (matrix.grad, bias.grad) = (zeros(2, 2), zeros(2));
        optimizer.Step(1);
        Assert.All(Values(matrix), value => Assert.Equal(0.95, value, 1e-6));
        Assert.All(Values(bias), value => Assert.Equal(1, value));
    }

    [Fact]
    public void Step_WithARateFactor_MovesByIt()
    {
        using var weight = new Parameter(ones(1));
        using var optimizer = new SgdOptimizer([new OptimizedParameter("w", weight, RateFactor: 10)], 0, 0, nesterov: false);
        weight.grad = ones(1);
        optimizer.Step(0.01);
        Assert.Equal(0.9, Assert.Single(Values(weight)), 1e-6);
    }

    [Theory]
    [InlineData(false, "optimizer.w.momentum")]
    [InlineData(true, "optimizer.w.exp_avg", "optimizer.w.exp_avg_sq")]
    public void Restore_OfTheState_GoesOnToTheBit(bool adam, params string[] names)
    {
        var options = adam ? Optimizer.Adam(0.1, weightDecay: 5e-2) : Options;
        using var straight = Weight();
        using var stopped = Weight();
        using var one = ParameterOptimizer.Create(options, [("w", straight)]);
        using var two = ParameterOptimizer.Create(options, [("w", stopped)]);
        Steps(one, straight, 6);
        Steps(two, stopped, 3);
        Assert.Equal(names, two.State.Select(entry => entry.Name));
        using var three = ParameterOptimizer.Create(options, [("w", stopped)]);
        var state = two.State.ToDictionary(entry => entry.Name, entry => entry.Value);
        three.Restore(two.Steps, state.GetValueOrDefault);
        Steps(three, stopped, 3);
        Assert.Equal(Values(straight), Values(stopped));
    }

    private static void Compare(Optimizer options, Func<IEnumerable<Parameter>, optim.Optimizer> torchs)
    {
        using var ours = Weight();
        using var theirs = Weight();
        using var optimizer = torchs([theirs]);
        using var mine = ParameterOptimizer.Create(options, [("w", ours)]);
        for (var step = 0; step < 5; step++)
        {
            Gradient(ours);
            Gradient(theirs);
            mine.Step(0.1 / (step + 1));
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = 0.1 / (step + 1);
            optimizer.step();
            optimizer.zero_grad();
        }

        Agreement.Within(1e-6, Values(theirs), Values(ours));
        Assert.Null(ours.grad);
    }

    private static void Steps(ParameterOptimizer optimizer, Parameter weight, int count)
    {
        for (var step = 0; step < count; step++)
        {
            Gradient(weight);
            optimizer.Step(0.05);
        }
    }

    private static Parameter Weight() => new(tensor(new float[] { 1, -2, 3, 0.5f }));

    private static void Gradient(Parameter parameter)
    {
        using var loss = (parameter * parameter * parameter).sum();
        loss.backward();
    }

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();
}
