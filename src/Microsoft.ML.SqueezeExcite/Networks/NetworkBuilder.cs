using System.Collections.Immutable;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Writes a <see cref="Network"/> node by node. An architecture never sees it: it chains the methods of <see cref="Feature"/>,
/// which reads like a paper's table.
/// </summary>
public sealed class NetworkBuilder
{
    private readonly ImmutableArray<NetworkNode>.Builder _nodes = ImmutableArray.CreateBuilder<NetworkNode>();
    private readonly List<FeatureShape> _shapes = [];
    private readonly HashSet<string> _names = [];
    private readonly Stack<string> _scopes = new();

    private NetworkBuilder(string network) => NetworkName = network;

    /// <summary>The name of the network, for messages.</summary>
    internal string NetworkName { get; }

    /// <summary>Builds a network.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="input">The shape of the images (C, H, W).</param>
    /// <param name="body">Chains the network onto the images and returns the logits.</param>
    /// <exception cref="ArgumentException">
    /// Shapes do not fit, the images are too small, a size is out of its range, or two nodes with parameters have one name; the
    /// message names the node.
    /// </exception>
    public static Network Build(string name, FeatureShape input, Func<Feature, Feature> body)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(body);
        var builder = new NetworkBuilder(name);
        var logits = body(builder.Append("input", new InputOperation(input)));
        if (logits.Index != builder._nodes.Count - 1)
            throw new ArgumentException(
                $"{name}: the last node must make the logits, but it is {builder._nodes[^1].Name}",
                nameof(body));
        return new Network(name, builder._nodes.ToImmutable());
    }

    /// <summary>The stage that the next nodes belong to.</summary>
    internal int Stage { get; set; } = 1;

    internal FeatureShape Shape(int index) => _shapes[index];

    internal Feature Append(string name, Operation operation, params ReadOnlySpan<Feature> inputs)
    {
        var unique = Unique(string.Join('.', _scopes.Reverse().Append(name)), operation);
        _shapes.Add(Infer(unique, operation, inputs));
        var indices = ImmutableArray.CreateBuilder<int>(inputs.Length);
        foreach (var input in inputs)
            indices.Add(input.Index);
        _nodes.Add(new NetworkNode(unique, operation, indices.MoveToImmutable(), Stage));
        return new Feature(this, _nodes.Count - 1);
    }

    internal Feature In(string scope, Func<Feature> body)
    {
        _scopes.Push(scope);
        try
        {
            return body();
        }
        finally
        {
            _scopes.Pop();
        }
    }

    private FeatureShape Infer(string node, Operation operation, ReadOnlySpan<Feature> inputs)
    {
        var shapes = new FeatureShape[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
            shapes[i] = inputs[i].Shape;
        try
        {
            return operation.Infer(shapes);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{NetworkName}, node {node}: {e.Message}", e);
        }
    }

    /// <summary>
    /// Operations without parameters may repeat a name in their scope and are numbered; parameters may not: files of weights have
    /// their names.
    /// </summary>
    private string Unique(string name, Operation operation)
    {
        var unique = name;
        for (var n = 2; !_names.Add(unique); n++)
        {
            if (operation.Parameters.Count > 0)
                throw new ArgumentException($"{NetworkName} has two nodes '{name}', which have parameters under that name");
            unique = $"{name}{n}";
        }

        return unique;
    }
}
