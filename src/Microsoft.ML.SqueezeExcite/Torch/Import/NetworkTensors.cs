namespace Microsoft.ML.SqueezeExcite;

/// <summary>The tensors that a trained network is made of: parameters, and the statistics of batch norms.</summary>
internal static class NetworkTensors
{
    /// <summary>What a batch norm counts in training; nothing here reads it, and not every file has it.</summary>
    public const string Ignored = "num_batches_tracked";

    /// <summary>The shape of each tensor by its name, in the network's order.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<int> Shape)> Of(Network network) => [.. network.Nodes.SelectMany(Of)];

    /// <summary>The tensors of one node.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<int> Shape)> Of(NetworkNode node)
    {
        foreach (var parameter in node.Operation.Parameters)
            yield return ($"{node.Name}.{parameter.Name}", parameter.Shape);
        if (node.Operation is not BatchNormalization norm)
            yield break;
        yield return ($"{node.Name}.running_mean", [norm.Channels]);
        yield return ($"{node.Name}.running_var", [norm.Channels]);
    }

    /// <summary>
    /// Whether a stored tensor is one of the network's, element for element: the same shape, a linear layer for a 1x1 convolution or the reverse, or a
    /// one-dimensional convolution for one of a plane that is one row high.
    /// </summary>
    public static bool Fits(IReadOnlyList<long> stored, IReadOnlyList<int> shape)
    {
        long[] wanted = [.. shape.Select(size => (long)size)];
        return Trimmed(stored).SequenceEqual(Trimmed(wanted)) || (wanted is [var o, var i, 1, var k] && stored.SequenceEqual([o, i, k]));
    }

    private static IEnumerable<long> Trimmed(IReadOnlyList<long> shape) => shape.Reverse().SkipWhile(size => size == 1).Reverse();
}
