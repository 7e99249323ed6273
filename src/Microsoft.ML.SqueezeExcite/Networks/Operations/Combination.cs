namespace Microsoft.ML.SqueezeExcite;

/// <summary>The elementwise sum of two equal shapes.</summary>
internal sealed record Add : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0] == inputs[1]
        ? inputs[0]
        : throw new ArgumentException($"shapes that are added must be equal, were {inputs[0]} and {inputs[1]}");
}

/// <summary>
/// The paper's F_scale (arXiv 1709.01507, equation 4): a feature map (C, H, W) times a gate (C, 1, 1), or (C, H, W) where nothing
/// was squeezed.
/// </summary>
internal sealed record Scale : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) =>
        inputs[1] == inputs[0] || inputs[1] == new FeatureShape(inputs[0].Channels, 1, 1)
            ? inputs[0]
            : throw new ArgumentException($"a gate of {inputs[1]} does not fit a feature map of {inputs[0]}");
}

/// <summary>A feature map times a constant, as Inception-ResNet scales its residuals (arXiv 1602.07261, section 3.3).</summary>
/// <param name="Factor">The constant.</param>
internal sealed record Multiply(double Factor) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => inputs[0];
}

/// <summary>Feature maps of equal planes one after the other: (C1, H, W), (C2, H, W), ... to (C1 + C2 + ..., H, W).</summary>
internal sealed record Concatenation : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs)
    {
        var channels = 0;
        foreach (var input in inputs)
        {
            if ((input.Height, input.Width) != (inputs[0].Height, inputs[0].Width))
                throw new ArgumentException($"planes that are concatenated must be equal, were {inputs[0]} and {input}");
            channels += input.Channels;
        }

        return inputs[0] with { Channels = channels };
    }
}

/// <summary>
/// ShuffleNet's channel shuffle (arXiv 1707.01083, section 3.1): channel j of group i of <paramref name="Groups"/> becomes
/// channel i of group j.
/// </summary>
/// <param name="Groups">The number of groups, a divisor of the channels.</param>
internal sealed record ChannelShuffle(int Groups) : Operation
{
    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs) => Groups >= 1 && inputs[0].Channels % Groups == 0
        ? inputs[0]
        : throw new ArgumentException($"{inputs[0].Channels} channels cannot be shuffled in {Groups} groups");
}
