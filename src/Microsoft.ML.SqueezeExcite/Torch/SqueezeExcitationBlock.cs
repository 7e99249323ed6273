using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The Squeeze-and-Excitation block alone, as a TorchSharp module for a network of one's own (arXiv 1709.01507, equations 2 to 4): feature maps
/// (N, C, H, W), or signals (N, C, L), to the same shape. Its parameters are <c>fc1.weight</c> (hidden, C, 1, 1) and <c>fc2.weight</c> (C, hidden, 1, 1) with
/// biases (hidden) and (C), the names and shapes of timm's block.
/// </summary>
public sealed class SqueezeExcitationBlock : nn.Module<Tensor, Tensor>
{
    private readonly SqueezeExcitation _attention;
#pragma warning disable IDE1006 // the field's name is the parameter's
    private readonly Conv2d fc1;
    private readonly Conv2d fc2;
#pragma warning restore IDE1006

    /// <summary>Makes a block with PyTorch's first weights.</summary>
    /// <param name="channels">C, the channels that are gated.</param>
    /// <param name="attention">Its knobs, default <see cref="SqueezeExcitation.Default"/>; placement and stages are the caller's own business here.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no channels, or the reduction ratio does not fit them.</exception>
    /// <exception cref="PlatformNotSupportedException">oneDNN would fail on this machine, and cannot be helped.</exception>
    public SqueezeExcitationBlock(long channels, SqueezeExcitation? attention = null)
        : base(nameof(SqueezeExcitationBlock))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        // The network around the block has convolutions, too.
        OneDnn.MakeSafe();
        _attention = attention ?? SqueezeExcitation.Default;
        _attention.RequireFit(checked((int)channels), $"{channels}, the number of channels");
        var hidden = _attention.HiddenWidth((int)channels);
        fc1 = nn.Conv2d(channels, hidden, 1, bias: _attention.Bias);
        fc2 = nn.Conv2d(hidden, channels, 1, bias: _attention.Bias);
        RegisterComponents();
    }

    /// <summary>u times its gate.</summary>
    /// <param name="input">u: (N, C, H, W), or (N, C, L).</param>
    /// <returns>The shape of u.</returns>
    /// <exception cref="ArgumentException">u has neither three nor four dimensions.</exception>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() is not (3 or 4))
            throw new ArgumentException($"the block takes (N, C, H, W) or (N, C, L), was ({string.Join(", ", input.shape)})", nameof(input));
        using var scope = NewDisposeScope();
        if (input.dim() == 4)
            return Gated(input).MoveToOuterDisposeScope();
        return Gated(input.unsqueeze(2)).squeeze(2).MoveToOuterDisposeScope();
    }

    // u (N, C, H, W) -> z (N, C, 1, 1) -> hidden (N, C / r, 1, 1) -> s (N, C, 1, 1) -> s * u (N, C, H, W)
    private Tensor Gated(Tensor u)
    {
        var z = _attention.SqueezePool is { } pool ? TorchOperations.GlobalPool(u, pool) : u;
        return u.mul(TorchOperations.Activate(_attention.Gate, fc2.call(fc1.call(z).relu()), inPlace: false));
    }
}
