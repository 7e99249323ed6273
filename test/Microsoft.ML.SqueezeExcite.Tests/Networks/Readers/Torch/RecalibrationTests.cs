using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class RecalibrationTests
{
    private static readonly FeatureShape Image = new(3, 16, 16);

    [Theory]
    [InlineData("se-resnet-8-cifar", 3)]
    [InlineData("se-resnet-50", 16)]
    [InlineData("se-mobilenet-v1", 13)]
    [InlineData("resnet-8-cifar", 0)]
    public void Find_InANetwork_FindsEveryBlock(string name, int blocks)
    {
        var network = ScaleAdd.Fuse(Networks.Create(name, Networks.UsualInput(name), 10));
        var found = SqueezePairs.Find(network);
        Assert.Equal(blocks, found.Count);
        Assert.All(found, pair => Assert.Equal(network.Nodes[pair.Key].Inputs[0], network.Nodes[pair.Value].Inputs[0]));
    }

    [Theory]
    [InlineData(SqueezeKind.Max)]
    [InlineData(SqueezeKind.None)]
    public void Find_WhereNothingIsAveraged_FindsNothing(SqueezeKind squeeze) =>
        Assert.Empty(
            SqueezePairs.Find(
                ScaleAdd.Fuse(Networks.Create("se-resnet-8-cifar", Image, 10, new() { Squeeze = squeeze, ReductionRatio = 4 }))));

    [Fact]
    public void Gradient_OfFeaturesGateAndShortcut_IsAutograds()
    {
        using var scope = NewDisposeScope();
        using var last = new LastGradient();
        var features = Sample(3, 4, 5).requires_grad_();
        var shortcut = Sample(3, 4, 5).requires_grad_();
        var weight = Sample(1, 1, 1).requires_grad_();
        Tensor Gate(Tensor z) => (z * weight).sigmoid();

        var plain = autograd.grad(
            [(features * Gate(features.mean([2, 3], keepdim: true)) + shortcut).pow(2).sum()],
            [features, shortcut, weight]);
        var block = new Recalibration(last);
        var fused = autograd.grad(
            [block.Rescale(features, Gate(block.Squeeze(features)), shortcut).pow(2).sum()],
            [features, shortcut, weight]);

        Assert.All(plain.Zip(fused), pair => Assert.True(pair.First.allclose(pair.Second, 1e-5, 1e-6)));
        Assert.True(fused[0].permute(0, 2, 3, 1).is_contiguous());
    }

    [Fact]
    public void Backward_InAnyStep_LeavesNoTensorBehind()
    {
        using var module = TorchNetwork.Create(Networks.Create("se-resnet-8-cifar", Image, 5), 3, CPU);
        using var pixels = ones(2, 3, 16, 16);
        module.train();
        void Step()
        {
            using var logits = module.call(pixels);
            using var sum = logits.sum();
            sum.backward();
        }

        Step();
        using var scope = NewDisposeScope();
        Step();
        // One gradient, which the next step frees.
        Assert.True(scope.DisposablesCount <= 1, $"{scope.DisposablesCount} tensors are left");
    }

    // (2, C, H, W), channels-last, of whole quarters that are nowhere equal.
    private static Tensor Sample(int channels, int height, int width) =>
        ChannelsLast.View(
                ((arange(2 * channels * height * width, ScalarType.Float32) % 7 - 3) * 0.25)
                    .reshape(2, height, width, channels)
                    .contiguous())
            .detach();
}
