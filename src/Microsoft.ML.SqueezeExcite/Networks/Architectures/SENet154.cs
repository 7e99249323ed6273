namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// SENet-154 (arXiv 1709.01507, appendix): a ResNeXt-152 (64x4d) with a stem of three 3x3 convolutions, half-width first
/// convolutions in its bottlenecks, 3x3 projections where the plane shrinks, and a dropout before the classifier.
/// </summary>
internal static class SENet154
{
    private static readonly int[] Blocks = [3, 8, 36, 3];

    public static NetworkFamily Family { get; } = new("senet-154-plain", NetworkFamily.ImageNet, Layout);

    private static Feature Layout(Feature x, int classes, SqueezeExcitation se)
    {
        var small = x.IsSmall;
        x = x.Convolution("conv1", 64, 3, small ? 1 : 2).BatchNorm("bn1").ReLU()
            .Convolution("conv2", 64, 3).BatchNorm("bn2").ReLU()
            .Convolution("conv3", 128, 3).BatchNorm("bn3").ReLU();
        x = small ? x : x.MaxPool(3, 2, 0, ceiling: true);
        foreach (var (i, count) in Blocks.Index())
        {
            var unit = new ResidualUnit(256 << i, i > 0 ? 2 : 1, se)
            {
                Bottleneck = true,
                FirstWidth = 128 << i,
                OutputChannels = 256 << i,
                Groups = 64,
                ProjectionKernel = 3,
            };
            x = x.AtStage(i + 2).Repeat($"layer{i + 1}", count, unit);
        }

        return x.Classifier("fc", classes, dropout: 0.2);
    }
}
