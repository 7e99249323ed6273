using System.Collections.Immutable;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What one node costs.</summary>
/// <param name="Node">The node.</param>
/// <param name="Output">The shape it makes for one image.</param>
/// <param name="Parameters">Its trainable parameters.</param>
/// <param name="MultiplyAdds">Its multiply-adds for one image.</param>
public sealed record NodeComplexity(NetworkNode Node, FeatureShape Output, long Parameters, long MultiplyAdds);

/// <summary>
/// What a network costs, from its graph alone. A multiply-add is one operation, and only convolutions and linear layers count, as in
/// the tables of the papers.
/// </summary>
public sealed class Complexity
{
    private Complexity(ImmutableArray<NodeComplexity> nodes) => Nodes = nodes;

    /// <summary>A row a node, in the order of execution.</summary>
    public ImmutableArray<NodeComplexity> Nodes { get; }

    /// <summary>Trainable parameters.</summary>
    public long Parameters => Nodes.Sum(node => node.Parameters);

    /// <summary>Multiply-adds for one image.</summary>
    public long MultiplyAdds => Nodes.Sum(node => node.MultiplyAdds);

    /// <summary>Counts a network for images of a shape.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of the images; default the one it was laid out for.</param>
    /// <exception cref="ArgumentException">The images do not fit the network.</exception>
    public static Complexity Of(Network network, FeatureShape? input = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var shapes = input is { } shape ? network.InferShapes(shape) : network.Shapes;
        return new Complexity([.. network.Nodes.Zip(shapes, (node, output) => new NodeComplexity(
            node,
            output,
            node.Operation.Parameters.Sum(parameter => parameter.Count),
            node.Operation.MultiplyAdds(output)))]);
    }
}
