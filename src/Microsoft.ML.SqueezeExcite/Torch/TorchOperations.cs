using static global::TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The operations without parameters, on tensors (N, C, H, W).</summary>
internal static class TorchOperations
{
    /// <summary>Runs an operation. In place, the result is <paramref name="first"/> itself.</summary>
    public static Tensor Run(Operation operation, Tensor first, Tensor? second, bool inPlace) => operation switch
    {
        Activation { Function: ActivationFunction.ReLU } => inPlace ? first.relu_() : first.relu(),
        Activation { Function: ActivationFunction.Sigmoid } => inPlace ? first.sigmoid_() : first.sigmoid(),
        Activation { Function: ActivationFunction.Tanh } => inPlace ? first.tanh_() : first.tanh(),
        Add => inPlace ? first.add_(second!) : first.add(second!),
        Scale => first.mul(second!),
        GlobalPool { Kind: PoolKind.Average } => nn.functional.adaptive_avg_pool2d(first, 1),
        GlobalPool { Kind: PoolKind.Max } => first.amax([2, 3], keepdim: true),
        MaxPool p => nn.functional.max_pool2d(
            first,
            [p.Kernel.Height, p.Kernel.Width],
            [p.Stride.Height, p.Stride.Width],
            [p.Padding.Height, p.Padding.Width]),
        _ => throw new NotSupportedException($"{operation} has no torch form"),
    };
}
