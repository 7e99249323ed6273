namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Residual networks, plain and with Squeeze-and-Excitation: the ImageNet family (He et al., arXiv 1512.03385, table 1; stride in the 3x3
/// and names as torchvision has them) and the CIFAR family (section 4.2 there), with projections as shortcuts.
/// </summary>
internal static class ResNet
{
    private static readonly Dictionary<int, (int[] Blocks, bool Bottleneck)> Layers = new()
    {
        [18] = ([2, 2, 2, 2], false),
        [34] = ([3, 4, 6, 3], false),
        [50] = ([3, 4, 6, 3], true),
        [101] = ([3, 4, 23, 3], true),
        [152] = ([3, 8, 36, 3], true),
    };

    /// <summary>The depths of the ImageNet family.</summary>
    public static IReadOnlyCollection<int> Depths => Layers.Keys;

    /// <summary>ImageNet family. Images of up to 64 pixels a side get a 3x3 stem of stride 1 without pooling.</summary>
    public static Network ImageNet(string name, int depth, FeatureShape image, int classes, SqueezeExcitation se) =>
        NetworkBuilder.Build(name, image, x =>
        {
            var (blocks, bottleneck) = Layers[depth];
            x = Math.Max(image.Height, image.Width) <= 64
                ? x.Convolution("conv1", 64, 3).BatchNorm("bn1").ReLU()
                : x.Convolution("conv1", 64, 7, stride: 2).BatchNorm("bn1").ReLU().MaxPool(3, 2, 1);
            foreach (var (i, count) in blocks.Index())
                x = x.Stage(i, count, 64 << i, bottleneck, se);
            return x.GlobalPool().Linear("fc", classes);
        });

    /// <summary>CIFAR family, depth 6n + 2: three stages of n basic blocks, 16, 32 and 64 wide.</summary>
    public static Network Cifar(string name, int depth, FeatureShape image, int classes, SqueezeExcitation se) =>
        NetworkBuilder.Build(name, image, x =>
        {
            x = x.Convolution("conv1", 16, 3).BatchNorm("bn1").ReLU();
            for (var i = 0; i < 3; i++)
                x = x.Stage(i, (depth - 2) / 6, 16 << i, bottleneck: false, se);
            return x.GlobalPool().Linear("fc", classes);
        });

    private static Feature Stage(this Feature x, int index, int blocks, int width, bool bottleneck, SqueezeExcitation se)
    {
        for (var block = 0; block < blocks; block++)
        {
            var unit = new ResidualUnit(index + 2, width, block == 0 && index > 0 ? 2 : 1, bottleneck, se);
            x = x.In($"layer{index + 1}.{block}", unit.On);
        }

        return x;
    }
}
