namespace Microsoft.ML.SqueezeExcite;

/// <summary>PyTorch's <c>BatchNorm2d</c>.</summary>
/// <param name="Channels">Channels.</param>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Momentum">The share of the newest batch in the running statistics.</param>
internal sealed record BatchNormalization(int Channels, double Epsilon = 1e-5, double Momentum = 0.1) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters =>
    [
        new ParameterSpec("weight", [Channels], Initialization.Ones, 1, 1),
        new ParameterSpec("bias", [Channels], Initialization.Zeros, 1, 1),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<BufferSpec> Buffers =>
        [new BufferSpec("running_mean", [Channels]), new BufferSpec("running_var", [Channels])];

    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0];
}
