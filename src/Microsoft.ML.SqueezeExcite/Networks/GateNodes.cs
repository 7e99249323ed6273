namespace Microsoft.ML.SqueezeExcite;

/// <summary>The nodes of a network that make the gates of its Squeeze-and-Excitation blocks.</summary>
internal static class GateNodes
{
    /// <summary>The name of each block, such as <c>layer1.0.se</c>, by the index of the node that makes its gates.</summary>
    public static IReadOnlyDictionary<int, string> Of(Network network) =>
        network.Nodes.Where(node => node.Operation is Scale)
            .Select(node => node.Inputs[1])
            .Distinct()
            .ToDictionary(gate => gate, gate => ScopeOf(network.Nodes[gate].Name));

    private static string ScopeOf(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : name;
}
