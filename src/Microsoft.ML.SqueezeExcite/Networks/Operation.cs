namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What a node of a <see cref="Network"/> computes: a value, without weights. An operation knows the shape it makes, the
/// parameters it needs and the multiply-adds it takes; how it runs is the business of the graph's readers.
/// </summary>
public abstract record Operation
{
    private protected Operation()
    {
    }

    /// <summary>The trainable tensors of the operation, in PyTorch's order.</summary>
    public virtual IReadOnlyList<ParameterSpec> Parameters => [];

    /// <summary>The shape that comes out.</summary>
    /// <param name="inputs">The shapes that go in.</param>
    public abstract FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs);

    /// <summary>Multiply-adds for one image. As in the papers, only convolutions and linear layers count.</summary>
    /// <param name="output">The shape that comes out.</param>
    public virtual long MultiplyAdds(FeatureShape output) => 0;

    /// <summary>Whether the backward pass reads the operation's own output, so that nothing may overwrite it.</summary>
    internal virtual bool BackwardReadsOutput => false;
}

/// <summary>The images that go in, already normalised.</summary>
/// <param name="Shape">The shape the network was laid out for.</param>
public sealed record InputOperation(FeatureShape Shape) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => Shape;

    /// <inheritdoc/>
    internal override bool BackwardReadsOutput => true;
}

/// <summary>PyTorch's <c>Conv2d</c>.</summary>
/// <param name="InputChannels">Channels that go in.</param>
/// <param name="OutputChannels">Channels that come out.</param>
/// <param name="Kernel">The size of the kernel.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="Padding">Zeros on each side.</param>
/// <param name="Groups">Groups of channels that do not mix.</param>
/// <param name="Bias">Whether a bias is added.</param>
public sealed record Convolution(
    int InputChannels, int OutputChannels, Extent Kernel, Extent Stride, Extent Padding, int Groups = 1, bool Bias = false) : Operation
{
    private int KernelArea => Kernel.Height * Kernel.Width;

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters
    {
        get
        {
            var fanIn = InputChannels / Groups * KernelArea;
            var fanOut = OutputChannels * KernelArea;
            var weight = new ParameterSpec(
                "weight", [OutputChannels, InputChannels / Groups, Kernel.Height, Kernel.Width], Initialization.HeFanOut, fanIn, fanOut);
            return Bias ? [weight, new ParameterSpec("bias", [OutputChannels], Initialization.Zeros, fanIn, fanOut)] : [weight];
        }
    }

    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => new(
        OutputChannels,
        Window.Positions(inputs[0].Height, Kernel.Height, Stride.Height, Padding.Height),
        Window.Positions(inputs[0].Width, Kernel.Width, Stride.Width, Padding.Width));

    /// <inheritdoc/>
    public override long MultiplyAdds(FeatureShape output) => output.Count * (InputChannels / Groups) * KernelArea;
}

/// <summary>PyTorch's <c>BatchNorm2d</c>.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Momentum">The share of the newest batch in the running statistics.</param>
public sealed record BatchNormalization(int Channels, double Epsilon = 1e-5, double Momentum = 0.1) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new ParameterSpec("weight", [Channels], Initialization.Ones, 1, 1),
        new ParameterSpec("bias", [Channels], Initialization.Zeros, 1, 1),
    ];

    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0];
}

/// <summary>PyTorch's <c>Linear</c> on the flattened input.</summary>
/// <param name="InputCount">Elements that go in.</param>
/// <param name="OutputCount">Elements that come out.</param>
/// <param name="Bias">Whether a bias is added.</param>
public sealed record Linear(int InputCount, int OutputCount, bool Bias = true) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters
    {
        get
        {
            var weight = new ParameterSpec("weight", [OutputCount, InputCount], Initialization.UniformFanIn, InputCount, OutputCount);
            return Bias ? [weight, weight with { Name = "bias", Shape = [OutputCount] }] : [weight];
        }
    }

    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0].Count == InputCount
        ? new FeatureShape(OutputCount, 1, 1)
        : throw new ArgumentException($"a linear layer of {InputCount} inputs cannot take {inputs[0]} = {inputs[0].Count}");

    /// <inheritdoc/>
    public override long MultiplyAdds(FeatureShape output) => output.Count * InputCount;
}

/// <summary>An elementwise non-linearity.</summary>
/// <param name="Function">Which one.</param>
public sealed record Activation(ActivationFunction Function) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0];

    /// <inheritdoc/>
    internal override bool BackwardReadsOutput => true;
}

/// <summary>The elementwise non-linearities.</summary>
public enum ActivationFunction
{
    /// <summary>max(0, x).</summary>
    ReLU,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,
}

/// <summary>PyTorch's <c>MaxPool2d</c>.</summary>
/// <param name="Kernel">The size of the window.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="Padding">Cells on each side that never win.</param>
public sealed record MaxPool(Extent Kernel, Extent Stride, Extent Padding) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => new(
        inputs[0].Channels,
        Window.Positions(inputs[0].Height, Kernel.Height, Stride.Height, Padding.Height),
        Window.Positions(inputs[0].Width, Kernel.Width, Stride.Width, Padding.Width));

    /// <inheritdoc/>
    internal override bool BackwardReadsOutput => true;
}

/// <summary>Pooling of the whole plane to one value a channel: (C, H, W) to (C, 1, 1).</summary>
/// <param name="Kind">Which value.</param>
public sealed record GlobalPool(PoolKind Kind) : Operation
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

/// <summary>The elementwise sum of two equal shapes.</summary>
public sealed record Add : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0] == inputs[1]
        ? inputs[0]
        : throw new ArgumentException($"shapes that are added must be equal, were {inputs[0]} and {inputs[1]}");
}

/// <summary>
/// The paper's F_scale (arXiv 1709.01507, equation 4): a feature map (C, H, W) times a gate (C, 1, 1), or (C, H, W) where nothing was squeezed.
/// </summary>
public sealed record Scale : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) =>
        inputs[1] == inputs[0] || inputs[1] == new FeatureShape(inputs[0].Channels, 1, 1)
            ? inputs[0]
            : throw new ArgumentException($"a gate of {inputs[1]} does not fit a feature map of {inputs[0]}");
}
