namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Finds the Squeeze-and-Excitation blocks of a network, whose squeeze and scaling read the same features, which nobody else
/// reads.
/// </summary>
internal static class SqueezePairs
{
    /// <summary>The index of the scaling by that of the squeeze.</summary>
    public static Dictionary<int, int> Find(Network network)
    {
        var live = network.Live();
        var readers = live.SelectMany(i => network.Nodes[i].Inputs).CountBy(input => input).ToDictionary();
        return live.Where(i => network.Nodes[i].Operation is Scale or ScaleAdd && readers[network.Nodes[i].Inputs[0]] == 2)
            .Select(i => (Scale: i, Squeeze: SqueezeOf(network, network.Nodes[i])))
            .Where(pair => pair.Squeeze > 0)
            .ToDictionary(pair => pair.Squeeze, pair => pair.Scale);
    }

    // From the gate back, as long as there is one way, to the pooling of the same features.
    private static int SqueezeOf(Network network, NetworkNode scale)
    {
        var index = scale.Inputs[1];
        while (network.Nodes[index] is { Operation: not GlobalPool, Inputs: [var input] })
            index = input;
        return
            network.Nodes[index] is { Operation: GlobalPool { Kind: PoolKind.Average } } pool && pool.Inputs[0] == scale.Inputs[0]
            ? index
            : 0;
    }
}
