using System.Runtime.InteropServices;
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
            // One copy of the memory: a tensor's data() asks torch for its size at each element.
            var values = MemoryMarshal.Cast<byte, float>(packed.bytes).ToArray();
            weights[name] = new WeightArray([.. packed.shape.Select(size => (int)size)], values);
        }

        return weights;
    }
}
