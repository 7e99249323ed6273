using System.Collections.Immutable;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What one node costs, for one image.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Output">The shape it makes.</param>
/// <param name="Parameters">Its trainable parameters.</param>
/// <param name="MultiplyAdds">Its multiply-adds.</param>
/// <param name="TrainingBytes">
/// Bytes of activations, in single precision, that it adds to what training keeps for the backward pass.
/// </param>
/// <param name="InferenceBytes">
/// Bytes of activations, in single precision, that are alive while it runs in inference: what it reads, what it makes, and what
/// later nodes read.
/// </param>
internal sealed record NodeComplexity(
    string Name, FeatureShape Output, long Parameters, long MultiplyAdds, long TrainingBytes, long InferenceBytes);

/// <summary>
/// What a network costs, from its graph alone. Multiply-adds are counted as in the tables of arXiv 1709.01507: one operation
/// each, of convolutions and linear layers, of each element that is added or scaled, and of each element of a pooling window.
/// </summary>
public sealed class Complexity
{
    private Complexity(ImmutableArray<NodeComplexity> nodes) => Nodes = nodes;

    /// <summary>A row a node, in the order of execution.</summary>
    internal ImmutableArray<NodeComplexity> Nodes { get; }

    /// <summary>Trainable parameters.</summary>
    public long Parameters => Nodes.Sum(node => node.Parameters);

    /// <summary>Multiply-adds for one image.</summary>
    public long MultiplyAdds => Nodes.Sum(node => node.MultiplyAdds);

    /// <summary>
    /// Bytes of activations that training keeps for the backward pass of one image. Weights, gradients and workspaces come on
    /// top.
    /// </summary>
    public long TrainingBytes => Nodes.Sum(node => node.TrainingBytes);

    /// <summary>The most bytes of activations that are alive at once in the inference of one image.</summary>
    public long InferenceBytes => Nodes.Max(node => node.InferenceBytes);

    /// <summary>Counts a network for images of a shape.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of the images; default the one it was laid out for.</param>
    /// <exception cref="ArgumentException">The images do not fit the network.</exception>
    public static Complexity Of(Network network, FeatureShape? input = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        var shapes = input is { } shape ? network.InferShapes(shape) : network.Shapes;
        var memory = new ActivationMemory(network, shapes);
        return new Complexity([.. network.Nodes.Select((node, i) => new NodeComplexity(
            node.Name,
            shapes[i],
            node.Operation.Parameters.Sum(parameter => parameter.Count),
            OperationCost.MultiplyAdds(node.Operation, shapes[i]),
            memory.Training[i],
            memory.Inference[i]))]);
    }
}
