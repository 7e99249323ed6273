using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Puts weights into a module.</summary>
internal static class WeightLoader
{
    /// <summary>Copies the elements; the module's tensors keep their device and layout.</summary>
    public static void Load(nn.Module module, IEnumerable<(string Name, WeightArray Weights)> weights)
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
