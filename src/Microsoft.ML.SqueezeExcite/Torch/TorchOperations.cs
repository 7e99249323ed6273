using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The operations without parameters, on tensors (N, C, H, W).</summary>
internal static class TorchOperations
{
    /// <summary>Runs an operation. In place, the result is the first input itself.</summary>
    public static Tensor Run(Operation operation, Tensor[] inputs, bool inPlace) => operation switch
    {
        Activation a => Activate(a.Function, inputs[0], inPlace),
        Add => inPlace ? inputs[0].add_(inputs[1]) : inputs[0].add(inputs[1]),
        Multiply m => inPlace ? inputs[0].mul_(m.Factor) : inputs[0].mul(m.Factor),
        Scale => inputs[0].mul(inputs[1]),
        ScaleAdd => inputs[2].addcmul(inputs[0], inputs[1], 1),
        Concatenation => cat(inputs, 1),
        ChannelShuffle s => Shuffle(inputs[0], s.Groups),
        GlobalPool p => GlobalPool(inputs[0], p.Kind),
        MaxPool p => nn.functional.max_pool2d(inputs[0], Sizes(p.Kernel), Sizes(p.Stride), Sizes(p.Padding), null, p.Ceiling),
        AveragePool p => nn.functional.avg_pool2d(inputs[0], Sizes(p.Kernel), Sizes(p.Stride), Sizes(p.Padding), false, p.CountPadding),
        _ => throw new NotSupportedException($"{operation} has no torch form"),
    };

    /// <summary>(N, C, H, W) to (N, C, 1, 1).</summary>
    public static Tensor GlobalPool(Tensor x, PoolKind kind) =>
        kind == PoolKind.Average ? nn.functional.adaptive_avg_pool2d(x, 1) : x.amax([2, 3], keepdim: true);

    /// <summary>The non-linearity of each element.</summary>
    public static Tensor Activate(ActivationFunction function, Tensor x, bool inPlace) => function switch
    {
        ActivationFunction.ReLU => inPlace ? x.relu_() : x.relu(),
        ActivationFunction.Sigmoid => inPlace ? x.sigmoid_() : x.sigmoid(),
        ActivationFunction.Tanh => inPlace ? x.tanh_() : x.tanh(),
        ActivationFunction.ReLU6 => inPlace ? x.relu6_() : x.relu6(),
        ActivationFunction.HardSigmoid => nn.functional.hardsigmoid(x),
        _ => throw new NotSupportedException($"{function} has no torch form"),
    };

    // In memory (N, H, W, groups, C / groups) -> (N, H, W, C / groups, groups), so that the layout stays channels-last.
    private static Tensor Shuffle(Tensor x, int groups)
    {
        var (n, c, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3]);
        using var last = x.permute(0, 2, 3, 1);
        using var grouped = last.reshape(n, h, w, groups, c / groups);
        using var swapped = grouped.transpose(3, 4);
        using var shuffled = swapped.reshape(n, h, w, c);
        return ChannelsLast.View(shuffled);
    }

    private static long[] Sizes(Extent extent) => [extent.Height, extent.Width];
}
