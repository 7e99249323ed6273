using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>A module's weights outside of torch.</summary>
internal static class ModuleWeights
{
    /// <summary>Takes every float parameter and buffer by name, row-major whatever its layout was.</summary>
    public static IReadOnlyDictionary<string, TensorData> Read(nn.Module module)
    {
        using var noGrad = no_grad();
        var weights = new Dictionary<string, TensorData>();
        foreach (var (name, tensor) in module.state_dict())
        {
            if (tensor.dtype != ScalarType.Float32)
                continue;
            using var here = tensor.cpu();
            using var packed = here.contiguous();
            // One copy of the memory: a tensor's data() asks torch for its size at each element.
            var values = MemoryMarshal.Cast<byte, float>(packed.bytes).ToArray();
            weights[name] = new TensorData([.. packed.shape.Select(size => (int)size)], values);
        }

        return weights;
    }

    /// <summary>Copies elements into a module, whose tensors keep their device and layout.</summary>
    public static void Load(nn.Module module, IEnumerable<(string Name, TensorData Weights)> weights)
    {
        using var noGrad = no_grad();
        var state = module.state_dict();
        foreach (var (name, array) in weights)
        {
            using var values = tensor(array.Values, [.. array.Shape.Select(size => (long)size)]);
            state[name].copy_(values);
        }
    }
}
