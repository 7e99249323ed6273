using static Microsoft.ML.SqueezeExcite.SqueezeExcitationPlacement;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// One residual unit, basic or bottleneck, with the block at any of the paper's places (arXiv 1709.01507, figure 5).
/// </summary>
/// <param name="Width">The width of the kernel's convolution.</param>
/// <param name="Stride">The stride of the unit.</param>
/// <param name="Attention">The block.</param>
internal sealed record ResidualUnit(int Width, Extent Stride, SqueezeExcitation Attention)
{
    /// <summary>Whether it is 1x1, 3x3, 1x1 rather than twice 3x3.</summary>
    public bool Bottleneck { get; init; }

    /// <summary>The channels that come out.</summary>
    public int OutputChannels { get; init; } = Width;

    /// <summary>Whether a bottleneck has its stride in the first 1x1 convolution rather than in the 3x3.</summary>
    public bool StrideFirst { get; init; }

    /// <summary>The groups of a bottleneck's 3x3 convolution.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>The width of a bottleneck's first convolution, where it is another than that of the 3x3.</summary>
    public int? FirstWidth { get; init; }

    /// <summary>The size of the kernel: 1x3 in networks for signals.</summary>
    public Extent Kernel { get; init; } = 3;

    /// <summary>The size of the projection's kernel where the stride is not 1.</summary>
    public Extent ProjectionKernel { get; init; } = 1;

    /// <summary>The unit on <paramref name="x"/>: (C, H, W) to (<see cref="OutputChannels"/>, H / stride, W / stride).</summary>
    public Feature On(Feature x)
    {
        var start = At(Pre, x);
        var branch = At(Standard, Bottleneck ? BottleneckBranch(start) : BasicBranch(start));
        return At(Post, branch.Add(At(Identity, Shortcut(x))).ReLU());
    }

    private Feature BasicBranch(Feature x)
    {
        x = x.Convolution("conv1", Width, Kernel, Stride).BatchNorm("bn1").ReLU();
        return At(Inside3x3, x).Convolution("conv2", OutputChannels, Kernel).BatchNorm("bn2");
    }

    private Feature BottleneckBranch(Feature x)
    {
        x = x.Convolution("conv1", FirstWidth ?? Width, 1, StrideFirst ? Stride : 1).BatchNorm("bn1").ReLU();
        x = x.Convolution("conv2", Width, Kernel, StrideFirst ? 1 : Stride, Groups).BatchNorm("bn2").ReLU();
        return At(Inside3x3, x).Convolution("conv3", OutputChannels, 1).BatchNorm("bn3");
    }

    private Feature Shortcut(Feature x) => Stride == 1 && x.Shape.Channels == OutputChannels
        ? x
        : x.In("downsample", y => y.Convolution("0", OutputChannels, Stride == 1 ? 1 : ProjectionKernel, Stride).BatchNorm("1"));

    private Feature At(SqueezeExcitationPlacement place, Feature x) => Attention.At(x, place);
}
