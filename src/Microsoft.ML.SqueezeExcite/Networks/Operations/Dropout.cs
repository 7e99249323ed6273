namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// PyTorch's <c>Dropout</c>: in training each element is zero with a probability and the others grow by 1 / (1 - p); in
/// evaluation the identity.
/// </summary>
/// <param name="Probability">p, from 0 up to but not including 1.</param>
internal sealed record Dropout(double Probability) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) =>
        Probability is >= 0 and < 1
            ? inputs[0]
            : throw new ArgumentException(
                $"the probability of a dropout must be from 0 up to but not including 1, was {Probability}");
}
