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

    /// <summary>
    /// Multiply-adds for one image, counted as the tables of arXiv 1709.01507 are: those of convolutions and linear layers, one for each element that is
    /// added or scaled, and one for each element of a pooling window. Normalisation, activations and global pooling count nothing.
    /// </summary>
    /// <param name="output">The shape that comes out.</param>
    public virtual long MultiplyAdds(FeatureShape output) => 0;

    /// <summary>Whether the backward pass reads what went in, so that it is kept until then and nothing may overwrite it.</summary>
    internal virtual bool BackwardReadsInputs => false;

    /// <summary>Whether the backward pass reads the operation's own output, so that it is kept until then and nothing may overwrite it.</summary>
    internal virtual bool BackwardReadsOutput => false;

    /// <summary>Whether the result may be written over the first input where nobody else needs that.</summary>
    internal virtual bool CanRunInPlace => false;

    /// <summary>Bytes for one image that the backward pass needs beside inputs and output.</summary>
    /// <param name="output">The shape that comes out.</param>
    internal virtual long ExtraBackwardBytes(FeatureShape output) => 0;
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
