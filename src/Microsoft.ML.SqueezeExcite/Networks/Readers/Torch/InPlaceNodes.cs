namespace Microsoft.ML.SqueezeExcite;

/// <summary>Finds the nodes that may write over their first input.</summary>
internal static class InPlaceNodes
{
    /// <summary>
    /// For each node, whether nobody else reads its first input: neither another node nor the backward pass of the one that made
    /// it.
    /// </summary>
    public static bool[] Of(Network network, TorchOperation[] operations)
    {
        var readers = network.Nodes.SelectMany(node => node.Inputs).CountBy(i => i).ToDictionary();
        return
        [
            .. network.Nodes.Select((node, i) => operations[i].CanRunInPlace
                && readers[node.Inputs[0]] == 1
                && !operations[node.Inputs[0]].Backward.HasFlag(BackwardReads.Output)),
        ];
    }
}
