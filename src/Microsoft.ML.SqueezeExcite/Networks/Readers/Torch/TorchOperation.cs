using static TorchSharp.torch;
using Modules = TorchSharp.Modules;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Computes an operation's output (N, C, H, W) from its inputs.</summary>
/// <param name="module">The operation's module where it has one.</param>
/// <param name="inputs">The features that it reads.</param>
/// <param name="inPlace">Whether the output is written over the first input, which is then returned.</param>
internal delegate Tensor TorchFunction(nn.Module<Tensor, Tensor>? module, Tensor[] inputs, bool inPlace);

/// <summary>What the backward pass of an operation reads: it is kept until then, and nothing may overwrite it.</summary>
[Flags]
internal enum BackwardReads
{
    /// <summary>Neither.</summary>
    Nothing = 0,

    /// <summary>What went in.</summary>
    Inputs = 1,

    /// <summary>What came out.</summary>
    Output = 2,
}

/// <summary>An operation as libtorch runs it.</summary>
/// <param name="Run">Computes it.</param>
/// <param name="Backward">What its backward pass reads.</param>
internal sealed record TorchOperation(TorchFunction Run, BackwardReads Backward = BackwardReads.Nothing)
{
    /// <summary>
    /// Makes the module that holds its tensors or its mode of training; a dropout draws from the generator. Null where it has
    /// neither.
    /// </summary>
    public Func<Generator, nn.Module<Tensor, Tensor>>? Module { get; private init; }

    /// <summary>Whether the output may be written over the first input where nobody else needs that.</summary>
    public bool CanRunInPlace { get; private init; }

    /// <summary>Bytes for each element of the output that the backward pass needs beside inputs and output.</summary>
    public int ExtraBytes { get; private init; }

    /// <summary>The forms in libtorch of a network's operations, one for each node.</summary>
    public static TorchOperation[] Of(Network network) => [.. network.Nodes.Select(node => Of(node.Operation))];

    /// <summary>The operation's form in libtorch.</summary>
    public static TorchOperation Of(Operation operation) =>
        operation switch
        {
            InputOperation => new((_, inputs, _) => inputs[0], BackwardReads.Output),
            Convolution c => new(
                (module, x, _) => MixedPrecision.Convolve((Modules.Conv2d)module!, c, x[0]),
                BackwardReads.Inputs)
            {
                Module = _ =>
                    nn.Conv2d(
                        c.InputChannels,
                        c.OutputChannels,
                        (c.Kernel.Height, c.Kernel.Width),
                        stride: (c.Stride.Height, c.Stride.Width),
                        padding: (c.Padding.Height, c.Padding.Width),
                        groups: c.Groups,
                        bias: c.Bias),
            },
            BatchNormalization b => new(CallModule, BackwardReads.Inputs)
            {
                Module = _ => nn.BatchNorm2d(b.Channels, eps: b.Epsilon, momentum: b.Momentum),
            },
            Linear l => new((module, x, _) => MixedPrecision.Multiply((Modules.Linear)module!, x[0]), BackwardReads.Inputs)
            {
                Module = _ => nn.Linear(l.InputCount, l.OutputCount, l.Bias),
            },
            // What each element was multiplied with.
            Dropout d => new(CallModule)
            {
                Module = generator => new SeededDropout(d.Probability, generator),
                ExtraBytes = sizeof(float),
            },
            Activation a => Activation(a.Function),
            // The index of each window's winner.
            MaxPool p => new(
                (_, x, _) => nn.functional.max_pool2d(x[0], Sizes(p.Kernel), Sizes(p.Stride), Sizes(p.Padding), null, p.Ceiling),
                BackwardReads.Inputs | BackwardReads.Output)
            {
                ExtraBytes = sizeof(long),
            },
            AveragePool p => new(
                (_, x, _) =>
                    nn.functional.avg_pool2d(x[0], Sizes(p.Kernel), Sizes(p.Stride), Sizes(p.Padding), false, p.CountPadding),
                BackwardReads.Inputs),
            GlobalPool { Kind: PoolKind.Average } => new((_, x, _) => nn.functional.adaptive_avg_pool2d(x[0], 1)),
            GlobalPool { Kind: PoolKind.Max } => new(
                (_, x, _) => x[0].amax([2, 3], keepdim: true),
                BackwardReads.Inputs | BackwardReads.Output),
            Add => new((_, x, inPlace) => inPlace ? x[0].add_(x[1]) : x[0].add(x[1])) { CanRunInPlace = true },
            Multiply m => new((_, x, inPlace) => inPlace ? x[0].mul_(m.Factor) : x[0].mul(m.Factor)) { CanRunInPlace = true },
            Scale => new((_, x, _) => x[0].mul(x[1]), BackwardReads.Inputs),
            ScaleAdd => new((_, x, _) => x[2].addcmul(x[0], x[1], 1), BackwardReads.Inputs),
            Concatenation => new((_, x, _) => cat(x, 1)),
            ChannelShuffle s => new((_, x, _) => Shuffle(x[0], s.Groups)),
            _ => throw new NotSupportedException($"{operation} has no torch form"),
        };

    private static TorchOperation Activation(ActivationFunction function) =>
        function switch
        {
            ActivationFunction.ReLU => new((_, x, inPlace) => inPlace ? x[0].relu_() : x[0].relu(), BackwardReads.Output)
            {
                CanRunInPlace = true,
            },
            ActivationFunction.Sigmoid => new((_, x, inPlace) => inPlace ? x[0].sigmoid_() : x[0].sigmoid(), BackwardReads.Output)
            {
                CanRunInPlace = true,
            },
            ActivationFunction.Tanh => new((_, x, inPlace) => inPlace ? x[0].tanh_() : x[0].tanh(), BackwardReads.Output)
            {
                CanRunInPlace = true,
            },
            ActivationFunction.ReLU6 => new((_, x, inPlace) => inPlace ? x[0].relu6_() : x[0].relu6(), BackwardReads.Output)
            {
                CanRunInPlace = true,
            },
            ActivationFunction.HardSigmoid => new((_, x, _) => nn.functional.hardsigmoid(x[0]), BackwardReads.Inputs),
            _ => throw new NotSupportedException($"{function} has no torch form"),
        };

    private static Tensor CallModule(nn.Module<Tensor, Tensor>? module, Tensor[] inputs, bool inPlace) => module!.call(inputs[0]);

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
