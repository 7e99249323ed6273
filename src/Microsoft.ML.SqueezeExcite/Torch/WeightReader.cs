using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Takes a module's weights out of torch.</summary>
internal static class WeightReader
{
    /// <summary>Every float parameter and buffer by name, row-major whatever its layout was.</summary>
    public static IReadOnlyDictionary<string, WeightArray> Read(nn.Module module)
    {
        using var noGrad = no_grad();
        var weights = new Dictionary<string, WeightArray>();
        foreach (var (name, tensor) in module.state_dict())
        {
            if (tensor.dtype != ScalarType.Float32)
                continue;
            using var here = tensor.cpu();
            using var packed = here.contiguous();
            weights[name] = new WeightArray([.. packed.shape.Select(size => (int)size)], packed.data<float>().ToArray());
        }

        return weights;
    }
}
