using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class TorchNetworkTests
{
    private static readonly FeatureShape Image = new(3, 16, 16);

    [Fact]
    public void StateDict_OfANetwork_HasTheNodesNamesAndShapes()
    {
        var network = Networks.Create("se-resnet-8-cifar", Image, 10);
        using var module = TorchNetwork.Create(network, 1, CPU);
        var state = module.state_dict();
        foreach (var node in network.Nodes)
            foreach (var parameter in node.Operation.Parameters)
                Assert.Equal(parameter.Shape.Select(size => (long)size), state[$"{node.Name}.{parameter.Name}"].shape);
        Assert.Equal(network.ParameterCount, module.parameters().Sum(parameter => parameter.numel()));
        Assert.Contains("layer2.0.downsample.1.running_mean", state.Keys);
    }

    [Fact]
    public void Create_SameSeed_GivesTheSameWeights()
    {
        var network = Networks.Create("se-resnet-8-cifar", Image, 10);
        float[] Weights(long seed)
        {
            using var module = TorchNetwork.Create(network, seed, CPU);
            return ModuleWeights.Read(module)["layer2.0.conv1.weight"].Values;
        }

        Assert.Equal(Weights(5), Weights(5));
        Assert.NotEqual(Weights(5), Weights(6));
        // He et al.: variance 2 / fan-out, here 32 channels of 3x3.
        Assert.InRange(Weights(5).Average(w => w * w) * 32 * 9 / 2, 0.9, 1.1);
    }

    /// <summary>
    /// Operations that overwrite their input, and tensors freed at their last use, must change neither values nor gradients.
    /// </summary>
    [Theory]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Standard, SqueezeKind.Average)]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Pre, SqueezeKind.Max)]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Post, SqueezeKind.Average)]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Identity, SqueezeKind.None)]
    [InlineData("se-resnet-8-cifar", SqueezeExcitationPlacement.Inside3x3, SqueezeKind.Average)]
    [InlineData("resnet-8-cifar", SqueezeExcitationPlacement.Standard, SqueezeKind.Average)]
    public void Forward_AndBackward_EqualThePlainInterpretation(
        string name,
        SqueezeExcitationPlacement placement,
        SqueezeKind squeeze)
    {
        var network = Networks.Create(name, Image, 5, new() { Placement = placement, Squeeze = squeeze, ReductionRatio = 4 });
        using var module = TorchNetwork.Create(network, 3, CPU);
        using var pixels = Input(4);
        using var labels = tensor(new long[] { 0, 1, 2, 3 });
        module.train();

        var (loss, gradients) = Run(module, x => module.call(x), pixels, labels);
        var (plainLoss, plainGradients) = Run(module, x => Plain(network, module, x), pixels, labels);
        Assert.Equal(plainLoss, loss, 1e-5f);
        Assert.Equal(plainGradients.Keys, gradients.Keys);
        foreach (var (key, gradient) in gradients)
            Agreement.Within(1e-3, plainGradients[key], gradient);
    }

    [Fact]
    public void Forward_InEvaluation_ReturnsTheFirstResultAgain()
    {
        using var module = TorchNetwork.Create(Networks.Create("se-resnet-8-cifar", Image, 5), 3, CPU);
        using var pixels = Input(2);
        module.eval();
        using var mode = inference_mode();
        using var first = module.call(pixels);
        using var second = module.call(pixels);
        Assert.Equal(first.data<float>().ToArray(), second.data<float>().ToArray());
        Assert.Equal([2, 5], first.shape);
    }

    private static Tensor Input(int count)
    {
        var random = new RandomStream(9);
        var values = Enumerable.Range(0, (int)Image.Count * count).Select(_ => (float)random.NextNormal()).ToArray();
        return tensor(values, [count, Image.Channels, Image.Height, Image.Width]);
    }

    private static (float Loss, Dictionary<string, float[]> Gradients) Run(
        nn.Module module,
        Func<Tensor, Tensor> forward,
        Tensor pixels,
        Tensor labels)
    {
        using var logits = forward(pixels);
        using var loss = nn.functional.cross_entropy(logits, labels);
        loss.backward();
        var gradients = new Dictionary<string, float[]>();
        foreach (var (name, parameter) in module.named_parameters())
        {
            using var gradient = parameter.grad!;
            using var packed = gradient.contiguous();
            gradients[name] = packed.data<float>().ToArray();
            parameter.grad = null;
        }

        return (loss.ToSingle(), gradients);
    }

    // The same graph with functionals, nothing in place, nothing freed early.
    private static Tensor Plain(Network network, nn.Module module, Tensor input)
    {
        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        var values = new List<Tensor> { input };
        foreach (var node in network.Nodes.Skip(1))
        {
            var x = values[node.Inputs[0]];
            values.Add(
                node.Operation switch
                {
                    Convolution c => nn.functional.conv2d(
                        x,
                        parameters[$"{node.Name}.weight"],
                        c.Bias ? parameters[$"{node.Name}.bias"] : null,
                        [c.Stride.Height, c.Stride.Width],
                        [c.Padding.Height, c.Padding.Width],
                        [1, 1],
                        c.Groups),
                    BatchNormalization b => Normalize(
                        x,
                        parameters[$"{node.Name}.weight"],
                        parameters[$"{node.Name}.bias"],
                        b.Epsilon),
                    Linear => nn.functional.linear(
                        x.flatten(1),
                        parameters[$"{node.Name}.weight"],
                        parameters[$"{node.Name}.bias"]),
                    _ => TorchOperation.Of(node.Operation).Run(null, [.. node.Inputs.Select(input => values[input])], false),
                });
        }

        return values[^1];
    }

    // Batch norm from its definition: (x - mean) / sqrt(variance + e) over (N, H, W).
    private static Tensor Normalize(Tensor x, Tensor weight, Tensor bias, double epsilon)
    {
        var centred = x - x.mean([0, 2, 3], keepdim: true);
        var variance = (centred * centred).mean([0, 2, 3], keepdim: true);
        return centred / (variance + epsilon).sqrt() * weight.view(1, -1, 1, 1) + bias.view(1, -1, 1, 1);
    }
}
