using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The Squeeze-and-Excitation block alone, as a TorchSharp module for a network of one's own (arXiv 1709.01507, equations 2 to
/// 4): feature maps (N, C, H, W), or signals (N, C, L), to the same shape. Its parameters are <c>fc1.weight</c> (hidden, C, 1, 1)
/// and <c>fc2.weight</c> (C, hidden, 1, 1) with biases (hidden) and (C), the names and shapes of timm's block.
/// </summary>
public sealed class SqueezeExcitationBlock : nn.Module<Tensor, Tensor>
{
    private readonly Network _block;
    private readonly TorchOperation[] _operations;
    private readonly nn.Module<Tensor, Tensor>?[] _modules;

    /// <summary>Makes a block with PyTorch's first weights.</summary>
    /// <param name="channels">C, the channels that are gated.</param>
    /// <param name="attention">
    /// Its knobs, default <see cref="SqueezeExcitation.Default"/>; placement and stages are the caller's own business here.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There are no channels, or the reduction ratio does not fit them.</exception>
    /// <exception cref="PlatformNotSupportedException">oneDNN would fail on this machine, and cannot be helped.</exception>
    public SqueezeExcitationBlock(long channels, SqueezeExcitation? attention = null)
        : base(nameof(SqueezeExcitationBlock))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        // The network around the block has convolutions, too.
        OneDnn.MakeSafe();
        attention ??= SqueezeExcitation.Default;
        attention.RequireFit(checked((int)channels), $"{channels}, the number of channels");
        _block = NetworkBuilder.Build(nameof(SqueezeExcitationBlock), new FeatureShape((int)channels, 1, 1), attention.Block);
        _operations = TorchOperation.Of(_block);
        // Nothing in the block draws numbers.
        using var generator = new Generator();
        _modules = [.. _operations.Select(operation => operation.Module?.Invoke(generator))];
        ModuleTree.Register(this, _block, _modules);
    }

    /// <summary>u times its gate.</summary>
    /// <param name="input">u: (N, C, H, W), or (N, C, L).</param>
    /// <returns>The shape of u.</returns>
    /// <exception cref="ArgumentException">u has neither three nor four dimensions.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() is not (3 or 4))
            throw new ArgumentException(
                $"the block takes (N, C, H, W) or (N, C, L), was ({string.Join(", ", input.shape)})",
                nameof(input));
        using var scope = NewDisposeScope();
        if (input.dim() == 4)
            return Run(input).MoveToOuterDisposeScope();
        return Run(input.unsqueeze(2)).squeeze(2).MoveToOuterDisposeScope();
    }

    // Plainly, node by node: unlike in a network of this package, nothing is known of what the caller does with the tensors or
    // with autograd.
    private Tensor Run(Tensor input)
    {
        var values = new Tensor[_operations.Length];
        values[0] = input;
        for (var i = 1; i < values.Length; i++)
            values[i] = _operations[i].Run(_modules[i], [.. _block.Nodes[i].Inputs.Select(read => values[read])], inPlace: false);
        return values[^1];
    }
}
