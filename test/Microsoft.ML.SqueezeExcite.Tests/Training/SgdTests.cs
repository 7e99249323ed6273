using global::TorchSharp.Modules;
using static global::TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SgdTests
{
    /// <summary>Our steps against TorchSharp's optimizer, on the same gradients.</summary>
    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(0.9, 0, false)]
    [InlineData(0.9, 5e-2, false)]
    [InlineData(0.9, 5e-2, true)]
    public void Step_ManyTimes_EqualsTorchsOptimizer(double momentum, double decay, bool nesterov)
    {
        using var ours = new Parameter(tensor(new float[] { 1, -2, 3, 0.5f }));
        using var theirs = new Parameter(tensor(new float[] { 1, -2, 3, 0.5f }));
        using var optimizer = optim.SGD([theirs], 0.1, momentum, 0, decay, nesterov);
        using var sgd = new Sgd([ours], momentum, decay, nesterov);
        for (var step = 0; step < 5; step++)
        {
            foreach (var parameter in new[] { ours, theirs })
            {
                using var loss = (parameter * parameter * parameter).sum();
                loss.backward();
            }

            sgd.Step(0.1 / (step + 1));
            foreach (var group in optimizer.ParamGroups)
                group.LearningRate = 0.1 / (step + 1);
            optimizer.step();
            optimizer.zero_grad();
        }

        Agreement.Within(1e-6, theirs.data<float>().ToArray(), ours.data<float>().ToArray());
        Assert.Null(ours.grad);
    }

    [Fact]
    public void Step_RateFactors_MultiplyEachParametersRate()
    {
        using var first = new Parameter(tensor(new float[] { 1 }));
        using var second = new Parameter(tensor(new float[] { 1 }));
        using var sgd = new Sgd([first, second], 0, 0, false, [1, 4]);
        using var loss = (first + second).sum();
        loss.backward();
        sgd.Step(0.125);
        Assert.Equal((0.875f, 0.5f), (first.item<float>(), second.item<float>()));
    }
}
