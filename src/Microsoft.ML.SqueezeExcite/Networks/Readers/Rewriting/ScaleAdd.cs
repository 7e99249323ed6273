namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A gated feature map and a shortcut in one pass over the memory: features (C, H, W) times gate (C, 1, 1) plus shortcut (C, H,
/// W). It takes the place of a <see cref="Scale"/> that only an <see cref="Add"/> reads, where the network runs; no description
/// of a network has it.
/// </summary>
internal sealed record ScaleAdd : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0];

    /// <summary>The network with every such pair in one node. The scalings stay where they were, and nobody reads them.</summary>
    public static Network Fuse(Network network)
    {
        var readers = network.Nodes.SelectMany(node => node.Inputs).CountBy(i => i).ToDictionary();
        return network.With([.. network.Nodes.Select(node => Fused(network, node, readers))]);
    }

    private static NetworkNode Fused(Network network, NetworkNode node, Dictionary<int, int> readers)
    {
        if (
            node.Operation is not Add
            || node.Inputs.FirstOrDefault(i => network.Nodes[i].Operation is Scale && readers[i] == 1) is not (> 0 and var scale))
            return node;
        var shortcut = node.Inputs[0] == scale ? node.Inputs[1] : node.Inputs[0];
        return node with { Operation = new ScaleAdd(), Inputs = [.. network.Nodes[scale].Inputs, shortcut] };
    }
}
