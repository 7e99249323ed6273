using static TorchSharp.torch;
using Modules = TorchSharp.Modules;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Convolutions and linear layers in the type of their features, with weights of another: mixed precision, as PyTorch's autocast
/// has it. The weights are rounded for the moment, and their gradients come back in their own type. Batch norms and activations
/// need nothing of it: they take features of either type as they are.
/// </summary>
internal static class MixedPrecision
{
    /// <summary>A convolution of features (N, C, H, W).</summary>
    public static Tensor Convolve(Modules.Conv2d layer, Convolution convolution, Tensor features)
    {
        if (layer.weight!.dtype == features.dtype)
            return layer.call(features);
        using var kernel = layer.weight.to_type(features.dtype);
        using var offset = layer.bias?.to_type(features.dtype);
        var (stride, padding) = (convolution.Stride, convolution.Padding);
        return nn.functional.conv2d(
            features, kernel, offset, [stride.Height, stride.Width], [padding.Height, padding.Width], groups: convolution.Groups);
    }

    /// <summary>A linear layer of features (N, C, H, W) or (N, features), flattened.</summary>
    public static Tensor Multiply(Modules.Linear layer, Tensor features)
    {
        using var flat = features.flatten(1);
        if (layer.weight!.dtype == features.dtype)
            return layer.call(flat);
        using var matrix = layer.weight.to_type(features.dtype);
        using var offset = layer.bias?.to_type(features.dtype);
        return nn.functional.linear(flat, matrix, offset);
    }
}
