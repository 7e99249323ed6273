using System.Collections.Immutable;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>One node of a <see cref="Network"/>.</summary>
/// <param name="Name">Unique in the network; nodes with parameters carry the names that checkpoints have.</param>
/// <param name="Operation">What it computes.</param>
/// <param name="Inputs">The indices of the nodes it reads, all smaller than its own.</param>
/// <param name="Stage">
/// The stage it belongs to, as <see cref="Stages"/> counts them; the classifier's comes after the last one.
/// </param>
internal sealed record NetworkNode(string Name, Operation Operation, ImmutableArray<int> Inputs, int Stage)
{
    /// <summary>The tensors of the trained node by name: its parameters, then its buffers.</summary>
    public IEnumerable<(string Name, IReadOnlyList<int> Shape)> Tensors =>
    [
        .. Operation.Parameters.Select(parameter => ($"{Name}.{parameter.Name}", parameter.Shape)),
        .. Operation.Buffers.Select(buffer => ($"{Name}.{buffer.Name}", buffer.Shape)),
    ];
}

/// <summary>
/// A network as data: an immutable graph of named operations in the order of their execution. The first node is the
/// input, the last one makes the logits (N, classes). The torch module, the ONNX writer and the cost model all read this
/// one description.
/// </summary>
public sealed class Network
{
    internal Network(string name, ImmutableArray<NetworkNode> nodes)
    {
        Name = name;
        Nodes = nodes;
        Shapes = InferShapes(Input);
    }

    /// <summary>What the network is called in the catalogue and in messages.</summary>
    public string Name { get; }

    /// <summary>
    /// The block of a network of the catalogue, <see cref="SqueezeExcitation.None"/> in a plain one; in a network laid out by
    /// hand none is known.
    /// </summary>
    public SqueezeExcitation Attention { get; internal init; } = SqueezeExcitation.None;

    /// <summary>The nodes in the order of their execution.</summary>
    internal ImmutableArray<NetworkNode> Nodes { get; }

    /// <summary>The shape each node makes, for the input that the network was laid out for.</summary>
    internal ImmutableArray<FeatureShape> Shapes { get; }

    /// <summary>The shape of the images it was laid out for.</summary>
    public FeatureShape Input => ((InputOperation)Nodes[0].Operation).Shape;

    /// <summary>The number of classes.</summary>
    public int ClassCount => Shapes[^1].Channels;

    /// <summary>The tensors of the trained network by name, node by node.</summary>
    internal IEnumerable<(string Name, IReadOnlyList<int> Shape)> Tensors => Nodes.SelectMany(node => node.Tensors);

    /// <summary>The number of trainable parameters.</summary>
    public long ParameterCount => Nodes.Sum(node => node.Operation.Parameters.Sum(parameter => parameter.Count));

    /// <summary>The shape each node makes for images of another shape.</summary>
    /// <param name="input">The shape of the images.</param>
    /// <returns>A shape a node.</returns>
    /// <exception cref="ArgumentException">
    /// The images are too small, or their shape does not fit; the message names the node.
    /// </exception>
    public ImmutableArray<FeatureShape> InferShapes(FeatureShape input)
    {
        var shapes = ImmutableArray.CreateBuilder<FeatureShape>(Nodes.Length);
        shapes.Add(input);
        foreach (var node in Nodes.Skip(1))
        {
            try
            {
                shapes.Add(node.Operation.Infer([.. node.Inputs.Select(i => shapes[i])]));
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException($"{Name} at {input}, node {node.Name}: {e.Message}", nameof(input), e);
            }
        }

        return shapes.MoveToImmutable();
    }

    /// <summary>The same network laid out for images of another shape.</summary>
    /// <exception cref="ArgumentException">The images do not fit the network; the message names the node.</exception>
    internal Network WithInput(FeatureShape input) =>
        input == Input ? this : With(Nodes.SetItem(0, Nodes[0] with { Operation = new InputOperation(input) }));

    /// <summary>The same network of other nodes.</summary>
    internal Network With(ImmutableArray<NetworkNode> nodes) => new(Name, nodes) { Attention = Attention };

    /// <summary>The class layer, which is replaced where the number of classes is another.</summary>
    internal NetworkNode Head => Nodes[^1];

    /// <summary>For each node, the index of the last node that reads it; its own where none does.</summary>
    internal int[] LastUses()
    {
        var last = Enumerable.Range(0, Nodes.Length).ToArray();
        for (var i = 0; i < Nodes.Length; i++)
            foreach (var input in Nodes[i].Inputs)
                last[input] = i;
        return last;
    }

    /// <summary>The indices of the nodes that run: those that somebody reads, and the last.</summary>
    internal int[] Live()
    {
        var last = LastUses();
        return [.. Enumerable.Range(0, Nodes.Length).Where(i => last[i] > i || i == Nodes.Length - 1)];
    }

    /// <summary>The name and its number of parameters.</summary>
    public override string ToString() => $"{Name} ({Input} to {ClassCount} classes, {ParameterCount:N0} parameters)";
}
