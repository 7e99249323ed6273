namespace Microsoft.ML.SqueezeExcite;

/// <summary>PyTorch's <c>Linear</c> on the flattened input.</summary>
/// <param name="InputCount">Elements that go in.</param>
/// <param name="OutputCount">Elements that come out.</param>
/// <param name="Bias">Whether a bias is added.</param>
internal sealed record Linear(int InputCount, int OutputCount, bool Bias = true) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters
    {
        get
        {
            var weight = new ParameterSpec(
                "weight",
                [OutputCount, InputCount],
                Initialization.UniformFanIn,
                InputCount,
                OutputCount);
            return Bias ? [weight, weight with { Name = "bias", Shape = [OutputCount] }] : [weight];
        }
    }

    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs)
    {
        if (OutputCount < 1)
            throw new ArgumentException($"a linear layer must have at least 1 output, was {OutputCount}");
        return inputs[0].Count == InputCount
            ? new FeatureShape(OutputCount, 1, 1)
            : throw new ArgumentException($"a linear layer of {InputCount} inputs cannot take {inputs[0]} = {inputs[0].Count}");
    }
}
