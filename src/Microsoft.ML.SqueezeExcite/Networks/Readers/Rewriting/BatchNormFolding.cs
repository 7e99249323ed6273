using System.Collections.Immutable;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Rewrites a trained network for scoring: a batch norm that alone reads a convolution becomes part of its weights and bias. The
/// arithmetic is done in double precision, once.
/// </summary>
internal static class BatchNormFolding
{
    public static (Network Network, IReadOnlyDictionary<string, TensorData> Weights) Fold(
        Network network, IReadOnlyDictionary<string, TensorData> weights)
    {
        var folded = new Dictionary<string, TensorData>(weights);
        var nodes = ImmutableArray.CreateBuilder<NetworkNode>();
        var place = new int[network.Nodes.Length];
        var readers = network.Nodes.SelectMany(node => node.Inputs).CountBy(i => i).ToDictionary();
        for (var i = 0; i < network.Nodes.Length; i++)
        {
            var node = network.Nodes[i];
            if (node.Operation is BatchNormalization norm
                && network.Nodes[node.Inputs[0]] is { Operation: Convolution convolution } source
                && readers[node.Inputs[0]] == 1)
            {
                place[i] = place[node.Inputs[0]];
                nodes[place[i]] = nodes[place[i]] with { Operation = convolution with { Bias = true } };
                FoldWeights(folded, source.Name, node.Name, norm.Epsilon);
                continue;
            }

            place[i] = nodes.Count;
            nodes.Add(node with { Inputs = [.. node.Inputs.Select(input => place[input])] });
        }

        return (new Network(network.Name, nodes.ToImmutable()), folded);
    }

    // w' = w * g / sqrt(v + e), b' = (b - m) * g / sqrt(v + e) + beta, for each output channel
    private static void FoldWeights(Dictionary<string, TensorData> weights, string convolution, string norm, double epsilon)
    {
        float[] Of(string name) => weights[$"{norm}.{name}"].Values;
        var (gamma, beta, mean, variance) = (Of("weight"), Of("bias"), Of("running_mean"), Of("running_var"));
        var kernel = weights[$"{convolution}.weight"];
        var before = weights.GetValueOrDefault($"{convolution}.bias")?.Values;
        var values = new float[kernel.Values.Length];
        var bias = new float[gamma.Length];
        var perChannel = values.Length / bias.Length;
        for (var channel = 0; channel < bias.Length; channel++)
        {
            var scale = gamma[channel] / Math.Sqrt(variance[channel] + epsilon);
            bias[channel] = (float)(((before?[channel] ?? 0) - (double)mean[channel]) * scale + beta[channel]);
            for (var k = channel * perChannel; k < (channel + 1) * perChannel; k++)
                values[k] = (float)(kernel.Values[k] * scale);
        }

        weights[$"{convolution}.weight"] = kernel with { Values = values };
        weights[$"{convolution}.bias"] = new TensorData([bias.Length], bias);
        foreach (var name in new[] { "weight", "bias", "running_mean", "running_var" })
            weights.Remove($"{norm}.{name}");
    }
}
