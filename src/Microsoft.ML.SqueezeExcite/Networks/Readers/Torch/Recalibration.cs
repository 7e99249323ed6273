using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// One Squeeze-and-Excitation block on its way forward and back (arXiv 1709.01507, equations 2 and 4), z = mean(u) and y = s u,
/// plus the shortcut where there is one. Features u (N, C, H, W) are read by both, so autograd makes two gradients of their size
/// and adds them in a third. Here the scaling keeps its gradient g for the squeeze, whose turn in the backward pass comes after,
/// and the squeeze writes the sum, dz / (H W) + s g, at once.
/// </summary>
/// <param name="last">Where the gradients are kept that autograd has taken over.</param>
internal sealed class Recalibration(LastGradient last)
{
    private Tensor? _features;
    private Tensor? _gate;
    private Tensor? _gradient;
    private Tensor? _gateGradient;

    /// <summary>u (N, C, H, W) to z (N, C, 1, 1).</summary>
    public Tensor Squeeze(Tensor features)
    {
        using var scope = NewDisposeScope();
        return SqueezeFunction.apply(features, this).MoveToOuterDisposeScope();
    }

    /// <summary>u (N, C, H, W) and s (N, C, 1, 1) to s u, or to s u plus the shortcut.</summary>
    public Tensor Rescale(Tensor features, Tensor gate, Tensor? shortcut)
    {
        using var scope = NewDisposeScope();
        return (
            shortcut is null ? ScaleFunction.apply(features, gate, this) : ScaleFunction.apply(features, gate, this, shortcut)
        ).MoveToOuterDisposeScope();
    }

    private Tensor Forward(Tensor features, Tensor gate, Tensor? shortcut)
    {
        _features = features.detach().DetachFromDisposeScope();
        _gate = gate.detach().DetachFromDisposeScope();
        return shortcut is null ? features.mul(gate) : shortcut.addcmul(features, gate, 1);
    }

    // g (N, C, H, W) -> ds (N, C, 1, 1)
    private Tensor GateGradient(Tensor gradient)
    {
        last.Dispose();
        using var product = gradient.mul(_features!);
        _features!.Dispose();
        _gradient = gradient.DetachFromDisposeScope();
        return _gateGradient = product.sum([2, 3], keepdim: true).DetachFromDisposeScope();
    }

    // dz (N, C, 1, 1) -> du (N, C, H, W)
    private Tensor FeatureGradient(Tensor squeezed)
    {
        using var spread = squeezed.div((double)(_gradient!.shape[2] * _gradient.shape[3]));
        squeezed.Dispose();
        var gradient = last.Keep(spread.addcmul(_gradient, _gate!, 1));
        _gradient.Dispose();
        _gate!.Dispose();
        _gateGradient!.Dispose();
        return gradient;
    }

    private sealed class SqueezeFunction : autograd.SingleTensorFunction<SqueezeFunction>
    {
        public override string Name => "Squeeze";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data(nameof(Recalibration), vars[1]);
            return nn.functional.adaptive_avg_pool2d((Tensor)vars[0], 1);
        }

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [((Recalibration)ctx.get_data(nameof(Recalibration))!).FeatureGradient(grad_output), null!];
    }

    private sealed class ScaleFunction : autograd.SingleTensorFunction<ScaleFunction>
    {
        public override string Name => "Scale";

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
        {
            ctx.save_data(nameof(Recalibration), vars[2]);
            ctx.save_data(nameof(Add), vars.Length == 4);
            return ((Recalibration)vars[2]).Forward((Tensor)vars[0], (Tensor)vars[1], vars.Length == 4 ? (Tensor)vars[3] : null);
        }

        // The gradient of the features is the squeeze's to give; that of the shortcut is the one that came.
        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
        {
            var gate = ((Recalibration)ctx.get_data(nameof(Recalibration))!).GateGradient(grad_output);
            return (bool)ctx.get_data(nameof(Add))! ? [null!, gate, null!, grad_output] : [null!, gate, null!];
        }
    }
}
