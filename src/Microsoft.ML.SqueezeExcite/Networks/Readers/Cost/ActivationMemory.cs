namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The bytes of activations of a network, for one image in single precision, when it runs as <see cref="TorchNetwork"/> runs it:
/// in place where that is possible, and each feature freed at its last use, in training at the last use by the backward pass.
/// </summary>
internal sealed class ActivationMemory
{
    private readonly Network _network;
    private readonly IReadOnlyList<FeatureShape> _shapes;
    private readonly TorchOperation[] _operations;

    /// <summary>
    /// For each node, the node that owns the memory it writes to: itself, or further up where it runs in place.
    /// </summary>
    private readonly int[] _owners;

    public ActivationMemory(Network network, IReadOnlyList<FeatureShape> shapes)
    {
        (_network, _shapes) = (network, shapes);
        _operations = TorchOperation.Of(network);
        _owners = Owners(network, _operations);
        Training = KeptForBackward();
        Inference = AliveAtOnce();
    }

    /// <summary>For each node, the bytes it adds to what the backward pass needs.</summary>
    public long[] Training { get; }

    /// <summary>For each node, the bytes that are alive while it runs in inference.</summary>
    public long[] Inference { get; }

    private long Bytes(int index) => _shapes[index].Count * sizeof(float);

    private static int[] Owners(Network network, TorchOperation[] operations)
    {
        var inPlace = InPlaceNodes.Of(network, operations);
        var owners = new int[network.Nodes.Length];
        for (var i = 0; i < owners.Length; i++)
            owners[i] = inPlace[i] ? owners[network.Nodes[i].Inputs[0]] : i;
        return owners;
    }

    private long[] KeptForBackward()
    {
        var read = new bool[_owners.Length];
        foreach (var (i, node) in _network.Nodes.Index())
        {
            read[_owners[i]] |= i > 0 && _operations[i].Backward.HasFlag(BackwardReads.Output);
            foreach (var input in node.Inputs)
                read[_owners[input]] |= _operations[i].Backward.HasFlag(BackwardReads.Inputs);
        }

        return [.. _operations.Select((operation, i) => (read[i] ? Bytes(i) : 0) + _shapes[i].Count * operation.ExtraBytes)];
    }

    private long[] AliveAtOnce()
    {
        var last = new int[_owners.Length];
        foreach (var (i, use) in _network.LastUses().Index())
            last[_owners[i]] = Math.Max(last[_owners[i]], use);
        var alive = new long[_owners.Length];
        for (var owner = 0; owner < alive.Length; owner++)
        {
            if (_owners[owner] != owner)
                continue;
            for (var i = owner; i <= last[owner]; i++)
                alive[i] += Bytes(owner);
        }

        return alive;
    }
}
