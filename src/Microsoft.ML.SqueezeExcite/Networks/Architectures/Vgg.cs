namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// VGG-16 with batch norm (Simonyan and Zisserman, arXiv 1409.1556, column D), names as torchvision has them. The block stands
/// after each convolution's non-linearity (arXiv 1709.01507, section 5.1). The first linear layer takes the whole last feature
/// map, so that its size follows from the images'.
/// </summary>
internal static class Vgg
{
    private static readonly (int Convolutions, int Channels)[] Groups = [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)];

    public static NetworkFamily Family { get; } = new("vgg-16", NetworkFamily.ImageNet, Layout);

    private static Feature Layout(Feature x, int classes, SqueezeExcitation se)
    {
        var index = 0;
        foreach (var (i, (convolutions, channels)) in Groups.Index())
        {
            x = x.AtStage(i + 1);
            for (var n = 0; n < convolutions; n++, index += 3)
                x = x.Convolution($"features.{index}", channels, 3, bias: true).BatchNorm($"features.{index + 1}").ReLU()
                    .In($"features.{index + 2}", y => se.At(y, SqueezeExcitationPlacement.Standard));
            x = x.MaxPool(2, 2, 0);
            index++;
        }

        return x.AtStage(Groups.Length + 1)
            .Linear("classifier.0", 4096).ReLU().Dropout(0.5)
            .Linear("classifier.3", 4096).ReLU().Dropout(0.5)
            .Linear("classifier.6", classes);
    }
}
