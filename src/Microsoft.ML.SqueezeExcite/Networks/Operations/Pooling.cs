namespace Microsoft.ML.SqueezeExcite;

/// <summary>PyTorch's <c>MaxPool2d</c>.</summary>
/// <param name="Kernel">The size of the window.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="Padding">Cells on each side that never win.</param>
/// <param name="Ceiling">Whether the number of positions is rounded up, as Caffe does, so that the last window may stick out. Default false.</param>
public sealed record MaxPool(Extent Kernel, Extent Stride, Extent Padding, bool Ceiling = false) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) =>
        Window.Positions(inputs[0], Kernel, Stride, Padding, Ceiling).With(inputs[0].Channels);

    /// <inheritdoc/>
    public override long MultiplyAdds(FeatureShape output) => output.Count * Kernel.Height * Kernel.Width;

    /// <inheritdoc/>
    internal override bool BackwardReadsInputs => true;

    /// <inheritdoc/>
    internal override bool BackwardReadsOutput => true;

    /// <summary>The index of each window's winner, 64 bits.</summary>
    internal override long ExtraBackwardBytes(FeatureShape output) => output.Count * sizeof(long);
}

/// <summary>PyTorch's <c>AvgPool2d</c>.</summary>
/// <param name="Kernel">The size of the window.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="Padding">Zeros on each side.</param>
/// <param name="CountPadding">Whether the zeros count in the mean, as in PyTorch's default. Default true.</param>
public sealed record AveragePool(Extent Kernel, Extent Stride, Extent Padding, bool CountPadding = true) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) =>
        Window.Positions(inputs[0], Kernel, Stride, Padding).With(inputs[0].Channels);

    /// <inheritdoc/>
    public override long MultiplyAdds(FeatureShape output) => output.Count * Kernel.Height * Kernel.Width;

    /// <inheritdoc/>
    internal override bool BackwardReadsInputs => true;
}

/// <summary>Pooling of the whole plane to one value a channel: (C, H, W) to (C, 1, 1).</summary>
/// <param name="Kind">Which value.</param>
public sealed record GlobalPool(PoolKind Kind) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => new(inputs[0].Channels, 1, 1);

    /// <inheritdoc/>
    internal override bool BackwardReadsInputs => Kind == PoolKind.Max;

    /// <inheritdoc/>
    internal override bool BackwardReadsOutput => Kind == PoolKind.Max;
}

/// <summary>What pooling keeps of a window.</summary>
public enum PoolKind
{
    /// <summary>The mean.</summary>
    Average,

    /// <summary>The largest value.</summary>
    Max,
}
