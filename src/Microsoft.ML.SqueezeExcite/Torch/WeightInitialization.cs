using static global::TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>First weights: each parameter's values follow from the seed and its name, whatever else the network holds.</summary>
internal static class WeightInitialization
{
    public static void Initialize(nn.Module module, Network network, long seed, bool zeroResidual)
    {
        var zeros = zeroResidual ? network.ResidualNorms().Select(norm => $"{norm.Name}.weight").ToHashSet() : [];
        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        using var noGrad = no_grad();
        foreach (var node in network.Nodes)
        {
            foreach (var parameter in node.Operation.Parameters)
            {
                var name = $"{node.Name}.{parameter.Name}";
                var spec = zeros.Contains(name) ? parameter with { Initialization = Initialization.Zeros } : parameter;
                using var values = tensor(Values(spec, new RandomStream(seed, RandomStream.Key(name))), [.. spec.Shape.Select(size => (long)size)]);
                parameters[name].copy_(values);
            }
        }
    }

    private static float[] Values(ParameterSpec spec, RandomStream random)
    {
        var values = new float[spec.Count];
        var deviation = Math.Sqrt(2.0 / spec.FanOut);
        var bound = 1 / Math.Sqrt(spec.FanIn);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = spec.Initialization switch
            {
                Initialization.Zeros => 0,
                Initialization.Ones => 1,
                Initialization.HeFanOut => (float)(deviation * random.NextNormal()),
                Initialization.UniformFanIn => (float)(bound * (2 * random.NextDouble() - 1)),
                _ => throw new NotSupportedException($"{spec.Initialization} is not known"),
            };
        }

        return values;
    }
}
