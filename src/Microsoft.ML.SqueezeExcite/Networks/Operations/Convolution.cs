namespace Microsoft.ML.SqueezeExcite;

/// <summary>PyTorch's <c>Conv2d</c>.</summary>
/// <param name="InputChannels">Channels that go in.</param>
/// <param name="OutputChannels">Channels that come out.</param>
/// <param name="Kernel">The size of the kernel.</param>
/// <param name="Stride">The step between positions.</param>
/// <param name="Padding">Zeros on each side.</param>
/// <param name="Groups">Groups of channels that do not mix.</param>
/// <param name="Bias">Whether a bias is added.</param>
internal sealed record Convolution(
    int InputChannels,
    int OutputChannels,
    Extent Kernel,
    Extent Stride,
    Extent Padding,
    int Groups = 1,
    bool Bias = false) : Operation
{
    /// <inheritdoc/>
    public override IReadOnlyList<ParameterSpec> Parameters
    {
        get
        {
            var fanIn = InputChannels / Groups * Kernel.Area;
            var fanOut = OutputChannels * Kernel.Area;
            var weight = new ParameterSpec(
                "weight",
                [OutputChannels, InputChannels / Groups, Kernel.Height, Kernel.Width],
                Initialization.HeFanOut,
                fanIn,
                fanOut);
            return Bias ? [weight, new ParameterSpec("bias", [OutputChannels], Initialization.Zeros, fanIn, fanOut)] : [weight];
        }
    }

    /// <inheritdoc/>
    public override FeatureShape Infer(ReadOnlySpan<FeatureShape> inputs)
    {
        if (inputs[0].Channels != InputChannels)
            throw new ArgumentException($"a convolution of {InputChannels} channels cannot take {inputs[0]}");
        if (OutputChannels < 1 || Groups < 1)
            throw new ArgumentException(
                $"a convolution's channels and groups must be at least 1, were {OutputChannels} and {Groups}");
        if (InputChannels % Groups != 0 || OutputChannels % Groups != 0)
            throw new ArgumentException($"{InputChannels} to {OutputChannels} channels cannot be convolved in {Groups} groups");
        return Window.Positions(inputs[0], Kernel, Stride, Padding).With(OutputChannels);
    }
}
