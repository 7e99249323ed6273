using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>First weights: each parameter's values follow from the seed and its name, whatever else the network holds.</summary>
internal static class ParameterInitialization
{
    public static void Initialize(nn.Module module, Network network, long seed, bool zeroResidual)
    {
        var zeros = zeroResidual ? ResidualNorms(network).Select(norm => $"{norm.Name}.weight").ToHashSet() : [];
        var parameters = module.named_parameters().ToDictionary(pair => pair.name, pair => pair.parameter);
        var specs = network.Nodes.SelectMany(
            node => node.Operation.Parameters,
            (node, spec) => (Name: $"{node.Name}.{spec.Name}", Spec: spec));
        // Numbers are drawn on all cores, and torch is left on this thread: each further thread that it computes on keeps OpenMP
        // threads of its own, and as soon as there are more of them than cores, they sleep where they had spun, a tenth of the
        // time of a step.
        var drawn = specs.AsParallel().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(entry =>
        {
            var spec = zeros.Contains(entry.Name) ? entry.Spec with { Initialization = Initialization.Zeros } : entry.Spec;
            return (entry.Name, spec.Shape, Values: Values(spec, new RandomStream(seed, RandomStream.Key(entry.Name))));
        });
        using var noGrad = no_grad();
        foreach (var (name, shape, values) in drawn)
        {
            using var tensor = torch.tensor(values, [.. shape.Select(size => (long)size)]);
            parameters[name].copy_(tensor);
        }
    }

    // The batch norms that residual branches end with, before their gate if they have one.
    private static IEnumerable<NetworkNode> ResidualNorms(Network network)
    {
        foreach (var sum in network.Nodes.Where(node => node.Operation is Add))
        {
            var branch = network.Nodes[sum.Inputs[0]];
            while (branch.Operation is Scale or Multiply)
                branch = network.Nodes[branch.Inputs[0]];
            if (branch.Operation is BatchNormalization)
                yield return branch;
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
