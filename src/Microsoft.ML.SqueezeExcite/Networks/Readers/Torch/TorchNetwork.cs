using TorchSharp;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A <see cref="Network"/> as a TorchSharp module. It runs the graph's nodes in order and frees each intermediate tensor at its
/// last use. Parameters and buffers carry the nodes' names, so that <c>state_dict()</c> reads like the checkpoints of PyTorch.
/// </summary>
internal sealed class TorchNetwork : nn.Module<Tensor, Tensor>
{
    private readonly Network _fused;
    private readonly TorchOperation[] _operations;
    private readonly nn.Module<Tensor, Tensor>?[] _modules;
    private readonly Dictionary<int, int> _scaleOfSqueeze;
    private readonly LastGradient _lastGradient = new();
    private readonly int[] _live;
    private readonly int[] _lastUses;
    private readonly bool[] _inPlace;
    private nn.Module[] _inEvaluation = [];

    private TorchNetwork(Network network)
        : base(network.Name)
    {
        Network = network;
        _fused = ScaleAdd.Fuse(network);
        _operations = TorchOperation.Of(_fused);
        _modules = [.. _operations.Select(operation => operation.Module?.Invoke(Generator))];
        _scaleOfSqueeze = SqueezePairs.Find(_fused);
        _live = _fused.Live();
        _lastUses = _fused.LastUses();
        _inPlace = InPlaceNodes.Of(_fused, _operations);
        ModuleTree.Register(this, network, _modules);
    }

    /// <summary>The description that this is made from.</summary>
    public Network Network { get; }

    /// <summary>What dropouts draw from: whoever trains seeds it.</summary>
    public Generator Generator { get; } = new();

    /// <summary>Sees what each node makes, by the node's index; the tensor is the network's. Null for nobody.</summary>
    public Action<int, Tensor>? NodeObserver { get; set; }

    /// <summary>Makes the module with first weights that follow from the seed and each parameter's name alone.</summary>
    /// <param name="network">The description.</param>
    /// <param name="seed">What the weights follow from.</param>
    /// <param name="device">Where the module is.</param>
    /// <param name="zeroResidual">Whether the last batch norm of each residual branch starts at zero.</param>
    public static TorchNetwork Create(Network network, long seed, Device device, bool zeroResidual = false)
    {
        var module = Create(network, device);
        ParameterInitialization.Initialize(module, network, seed, zeroResidual);
        return module;
    }

    /// <summary>Makes the module with any weights.</summary>
    public static TorchNetwork Create(Network network, Device device)
    {
        var module = new TorchNetwork(network);
        module.to(device);
        ChannelsLast.Convert(module);
        return module;
    }

    /// <summary>Weights and running statistics by name: the module's own tensors, in a fixed order.</summary>
    public IEnumerable<(string Name, Tensor Value)> FloatState() =>
        state_dict().Where(pair => pair.Value.is_floating_point()).Select(pair => (pair.Key, pair.Value));

    /// <summary>Takes parameters out of training, and keeps modules in evaluation mode when the others train.</summary>
    /// <param name="parameters">Whether a node's parameters are to stay as they are.</param>
    /// <param name="mode">Whether a node is to stay in evaluation mode.</param>
    public void Freeze(Func<NetworkNode, bool> parameters, Func<NetworkNode, bool> mode)
    {
        var nodes = Network.Nodes.Zip(_modules).Where(pair => pair.Second is not null).ToArray();
        foreach (var parameter in nodes.Where(pair => parameters(pair.First)).SelectMany(pair => pair.Second!.parameters()))
            parameter.requires_grad = false;
        _inEvaluation = [.. nodes.Where(pair => mode(pair.First)).Select(pair => pair.Second!)];
    }

    /// <inheritdoc/>
    public override void train(bool train = true)
    {
        base.train(train);
        foreach (var module in _inEvaluation)
            module.eval();
    }

    // (N, C, H, W) -> (N, classes), in the type of the images
    public override Tensor forward(Tensor input)
    {
        _lastGradient.Dispose();
        var values = new Tensor?[_modules.Length];
        var blocks = new Recalibration?[_modules.Length];
        values[0] = input;
        foreach (var i in _live.AsSpan(1))
        {
            values[i] = Run(i, values, blocks);
            NodeObserver?.Invoke(i, values[i]!);
            foreach (var read in _fused.Nodes[i].Inputs)
            {
                if (read > 0 && _lastUses[read] == i && !ReferenceEquals(values[read], values[i]))
                    values[read]?.Dispose();
            }
        }

        return values[^1]!;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _lastGradient.Dispose();
            Generator.Dispose();
        }

        base.Dispose(disposing);
    }

    private Tensor Run(int index, Tensor?[] values, Recalibration?[] blocks)
    {
        Tensor[] inputs = [.. _fused.Nodes[index].Inputs.Select(input => values[input]!)];
        if (_scaleOfSqueeze.TryGetValue(index, out var scale) && is_grad_enabled() && inputs[0].requires_grad)
            return (blocks[scale] = new Recalibration(_lastGradient)).Squeeze(inputs[0]);
        if (blocks[index] is { } block)
            return block.Rescale(inputs[0], inputs[1], inputs.ElementAtOrDefault(2));
        return _operations[index].Run(_modules[index], inputs, _inPlace[index]);
    }
}
