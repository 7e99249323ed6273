using static Microsoft.ML.SqueezeExcite.SqueezeExcitationPlacement;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>One residual unit, basic or bottleneck, with the block at any of the paper's places (arXiv 1709.01507, figure 5).</summary>
/// <param name="Stage">The stage, as the paper counts them.</param>
/// <param name="Width">The width of the 3x3 convolution.</param>
/// <param name="Stride">The stride of the 3x3 convolution (the first one in a basic unit).</param>
/// <param name="Bottleneck">Whether it is 1x1, 3x3, 1x1 with a fourfold expansion rather than twice 3x3.</param>
/// <param name="Attention">The block.</param>
internal sealed record ResidualUnit(int Stage, int Width, int Stride, bool Bottleneck, SqueezeExcitation Attention)
{
    private int OutputChannels => Bottleneck ? 4 * Width : Width;

    /// <summary>The unit on <paramref name="x"/>: (C, H, W) to (<see cref="OutputChannels"/>, H / stride, W / stride).</summary>
    public Feature On(Feature x)
    {
        var start = At(Pre, x);
        var branch = At(Standard, Bottleneck ? BottleneckBranch(start) : BasicBranch(start));
        return At(Post, branch.Add(At(Identity, Shortcut(x))).ReLU());
    }

    private Feature BasicBranch(Feature x)
    {
        x = x.Convolution("conv1", Width, 3, Stride).BatchNorm("bn1").ReLU();
        return At(Inside3x3, x).Convolution("conv2", Width, 3).BatchNorm("bn2");
    }

    private Feature BottleneckBranch(Feature x)
    {
        x = x.Convolution("conv1", Width, 1).BatchNorm("bn1").ReLU();
        x = x.Convolution("conv2", Width, 3, Stride).BatchNorm("bn2").ReLU();
        return At(Inside3x3, x).Convolution("conv3", OutputChannels, 1).BatchNorm("bn3");
    }

    private Feature Shortcut(Feature x) => Stride == 1 && x.Shape.Channels == OutputChannels
        ? x
        : x.In("downsample", y => y.Convolution("0", OutputChannels, 1, Stride).BatchNorm("1"));

    private Feature At(SqueezeExcitationPlacement place, Feature x) => Attention.At(x, place, Stage);
}
