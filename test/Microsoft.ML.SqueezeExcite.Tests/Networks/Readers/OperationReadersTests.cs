using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// Every operation of the sources has a case in every reader of the graph: libtorch and ONNX Runtime compute the same of it, and
/// it has a cost.
/// </summary>
public sealed class OperationReadersTests
{
    private static readonly FeatureShape Image = new(4, 6, 6);

    /// <summary>A use of each operation, and of each of its kinds: add yours here.</summary>
    private static readonly (Type Operation, Func<Feature, Feature> Use)[] Uses =
    [
        (typeof(InputOperation), x => x),
        (typeof(Convolution), x => x.Convolution("conv", 6, new Extent(3, 1), 2, groups: 2, bias: true)),
        (typeof(BatchNormalization), x => x.BatchNorm("bn", epsilon: 1e-3)),
        (typeof(Linear), x => x.Linear("linear", 5, bias: false)),
        (typeof(MaxPool), x => x.MaxPool(3, 2, 0, ceiling: true)),
        (typeof(AveragePool), x => x.AveragePool(3, 1, 1, countPadding: false)),
        .. Enum.GetValues<PoolKind>().Select(kind => (typeof(GlobalPool), (Func<Feature, Feature>)(x => x.GlobalPool(kind)))),
        .. Enum.GetValues<ActivationFunction>()
            .Select(function => (typeof(Activation), (Func<Feature, Feature>)(x => x.Activate(function)))),
        (typeof(Dropout), x => x.Dropout(0.5)),
        (typeof(Add), x => x.Multiply(0.5).Add(x)),
        (typeof(Multiply), x => x.Multiply(0.25)),
        (typeof(Scale), x => x.Scale(x.GlobalPool())),
        (typeof(Concatenation), x => x.Concatenate(x.ReLU())),
        (typeof(ChannelShuffle), x => x.ChannelShuffle(2)),
    ];

    public static TheoryData<int> All { get; } = [.. Enumerable.Range(0, Uses.Length)];

    /// <summary>ScaleAdd is made by the torch reader itself, when it fuses two operations.</summary>
    [Fact]
    public void Operations_OfTheSources_AllHaveAUse() =>
        Assert.Equal(
            typeof(Operation)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Operation)) && type != typeof(ScaleAdd))
                .OrderBy(type => type.Name),
            Uses.Select(use => use.Operation).Distinct().OrderBy(type => type.Name));

    [Theory]
    [MemberData(nameof(All))]
    public void Operation_InTorchAndOnnx_ComputesTheSame(int use)
    {
        using var module = TorchNetwork.Create(Build(use), seed: 1, CPU);
        SetBuffers(module);
        module.eval();
        using var mode = inference_mode();
        // Negative values, too, and some beyond every bend of an activation.
        using var input = linspace(-8, 8, 2 * Image.Count, ScalarType.Float32).view(2, Image.Channels, Image.Height, Image.Width);
        using var logits = module.call(input);
        Agreement.Within(1e-5, logits.data<float>().ToArray(), OnnxLogits.Of(module, input));
    }

    /// <summary>
    /// Where an output that the backward pass reads was overwritten, or something was freed too early, gradients would differ
    /// from those of plain autograd.
    /// </summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Operation_InATrainedNetwork_HasAutogradsGradients(int use)
    {
        var network = Build(use);
        using var module = TorchNetwork.Create(network, seed: 1, CPU);
        module.train();
        module.Generator.manual_seed(3);
        using var input = linspace(-8, 8, 2 * Image.Count, ScalarType.Float32).view(2, Image.Channels, Image.Height, Image.Width);
        using var logits = module.call(input);
        using var sum = logits.square().sum();
        sum.backward();
        var fused = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter.grad!.clone());

        module.zero_grad();
        module.Generator.manual_seed(3);
        var leaves = module.named_modules().ToDictionary(pair => pair.name, pair => pair.module);
        var values = new List<Tensor> { input };
        foreach (var node in network.Nodes.Skip(1))
        {
            var leaf = leaves.GetValueOrDefault(node.Name) as nn.Module<Tensor, Tensor>;
            values.Add(TorchOperation.Of(node.Operation).Run(leaf, [.. node.Inputs.Select(read => values[read])], false));
        }

        using var plain = values[^1].square().sum();
        plain.backward();
        Assert.All(
            module.named_parameters(),
            pair => Assert.True(pair.parameter.grad!.allclose(fused[pair.name], 1e-5, 1e-5), pair.name));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Operation_InTheCostModel_HasACost(int use) =>
        Assert.InRange(Complexity.Of(Build(use)).MultiplyAdds, 1, long.MaxValue);

    // Between two layers with weights, so that gradients pass through it.
    private static Network Build(int use)
    {
        var network = NetworkBuilder.Build(
            "one",
            Image,
            x => Uses[use].Use(x.Convolution("before", 4, 1, bias: true)).Linear("after", 3));
        Assert.Contains(network.Nodes, node => node.Operation.GetType() == Uses[use].Operation);
        return network;
    }

    private static void SetBuffers(nn.Module module)
    {
        using var mode = no_grad();
        foreach (var (name, buffer) in module.named_buffers().Where(pair => pair.buffer.is_floating_point()))
            buffer.copy_(linspace(0.5, 1.5, buffer.numel(), ScalarType.Float32));
    }
}
