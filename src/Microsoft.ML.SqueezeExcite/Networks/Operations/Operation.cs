namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What a node of a <see cref="Network"/> computes: a value, without weights. An operation knows the shape it makes and the
/// tensors it is made of; how it runs in torch, what it is in ONNX and what it costs is the business of the graph's readers
/// (<c>Networks/Readers</c>).
/// </summary>
internal abstract record Operation
{
    /// <summary>The trainable tensors of the operation, in PyTorch's order.</summary>
    public virtual IReadOnlyList<ParameterSpec> Parameters => [];

    /// <summary>The tensors that training changes without a gradient, in PyTorch's order.</summary>
    public virtual IReadOnlyList<BufferSpec> Buffers => [];

    /// <summary>The shape that comes out.</summary>
    /// <param name="inputs">The shapes that go in.</param>
    /// <exception cref="ArgumentException">They do not fit the operation.</exception>
    public abstract FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs);
}

/// <summary>The images that go in, already normalised.</summary>
/// <param name="Shape">The shape the network was laid out for.</param>
internal sealed record InputOperation(FeatureShape Shape) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => Shape;
}
