using static TorchSharp.torch;
using Modules = TorchSharp.Modules;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Convolutions and linear layers in the type of their features, with weights of another: mixed precision, as PyTorch's autocast has it. The weights are rounded for
/// the moment, and their gradients come back in their own type. Batch norms and activations need nothing of it: they take features of either type as they are.
/// </summary>
internal static class MixedPrecision
{
    /// <summary>Runs a layer.</summary>
    /// <param name="layer">The layer as a module.</param>
    /// <param name="operation">The layer as an operation.</param>
    /// <param name="features">What it reads: (N, C, H, W), or (N, features) for a linear layer.</param>
    /// <returns>What the module makes, in the type of the features.</returns>
    public static Tensor Run(nn.Module<Tensor, Tensor> layer, Operation operation, Tensor features) => (operation, layer) switch
    {
        (Convolution c, Modules.Conv2d { weight: { } weight } module) when weight.dtype != features.dtype => Convolve(c, weight, module.bias, features),
        (Linear, Modules.Linear { weight: { } weight } module) when weight.dtype != features.dtype => Multiply(weight, module.bias, features),
        _ => layer.call(features),
    };

    private static Tensor Convolve(Convolution c, Tensor weight, Tensor? bias, Tensor features)
    {
        using var kernel = weight.to_type(features.dtype);
        using var offset = bias?.to_type(features.dtype);
        return nn.functional.conv2d(
            features, kernel, offset, [c.Stride.Height, c.Stride.Width], [c.Padding.Height, c.Padding.Width], groups: c.Groups);
    }

    private static Tensor Multiply(Tensor weight, Tensor? bias, Tensor features)
    {
        using var matrix = weight.to_type(features.dtype);
        using var offset = bias?.to_type(features.dtype);
        return nn.functional.linear(features, matrix, offset);
    }
}
