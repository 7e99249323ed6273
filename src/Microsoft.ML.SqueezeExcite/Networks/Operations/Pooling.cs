namespace Microsoft.ML.SqueezeExcite;

/// <summary>PyTorch's <c>MaxPool2d</c>.</summary>
/// <param name="Kernel">The size of the window.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="Padding">Cells on each side that never win.</param>
/// <param name="Ceiling">
/// Whether the number of positions is rounded up, as Caffe does, so that the last window may stick out. Default false.
/// </param>
internal sealed record MaxPool(Extent Kernel, Extent Stride, Extent Padding, bool Ceiling = false) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) =>
        Window.Positions(inputs[0], Kernel, Stride, Padding, Ceiling).With(inputs[0].Channels);
}

/// <summary>PyTorch's <c>AvgPool2d</c>.</summary>
/// <param name="Kernel">The size of the window.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="Padding">Zeros on each side.</param>
/// <param name="CountPadding">Whether the zeros count in the mean, as in PyTorch's default. Default true.</param>
internal sealed record AveragePool(Extent Kernel, Extent Stride, Extent Padding, bool CountPadding = true) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) =>
        Window.Positions(inputs[0], Kernel, Stride, Padding).With(inputs[0].Channels);
}

/// <summary>Pooling of the whole plane to one value a channel: (C, H, W) to (C, 1, 1).</summary>
/// <param name="Kind">Which value.</param>
internal sealed record GlobalPool(PoolKind Kind) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => new(inputs[0].Channels, 1, 1);
}

/// <summary>What pooling keeps of a window.</summary>
public enum PoolKind
{
    /// <summary>The mean.</summary>
    Average,

    /// <summary>The largest value.</summary>
    Max,
}
