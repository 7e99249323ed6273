using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The operations that have parameters or a mode of training, each as the TorchSharp module of the same name.</summary>
internal static class TorchModules
{
    /// <summary>The module of an operation; null where it has neither parameters nor a mode, and <see cref="TorchOperations"/> runs it.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="generator">What a dropout draws from.</param>
    public static nn.Module<Tensor, Tensor>? Create(Operation operation, Generator generator) => operation switch
    {
        Convolution c => nn.Conv2d(
            c.InputChannels,
            c.OutputChannels,
            (c.Kernel.Height, c.Kernel.Width),
            stride: (c.Stride.Height, c.Stride.Width),
            padding: (c.Padding.Height, c.Padding.Width),
            groups: c.Groups,
            bias: c.Bias),
        BatchNormalization b => nn.BatchNorm2d(b.Channels, eps: b.Epsilon, momentum: b.Momentum),
        Linear l => nn.Linear(l.InputCount, l.OutputCount, l.Bias),
        Dropout d => new SeededDropout(d.Probability, generator),
        _ => null,
    };
}
