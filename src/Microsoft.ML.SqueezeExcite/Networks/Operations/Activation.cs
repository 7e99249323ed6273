namespace Microsoft.ML.SqueezeExcite;

/// <summary>An elementwise non-linearity.</summary>
/// <param name="Function">Which one.</param>
internal sealed record Activation(ActivationFunction Function) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0];
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

    /// <summary>min(max(0, x), 6) (MobileNet).</summary>
    ReLU6,

    /// <summary>min(max(0, x + 3), 6) / 6: PyTorch's <c>hardsigmoid</c>.</summary>
    HardSigmoid,
}
