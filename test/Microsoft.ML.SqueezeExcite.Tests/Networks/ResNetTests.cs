namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>Parameter counts are those of the authors' and torchvision's networks, to the digit.</summary>
public sealed class ResNetTests
{
    private static readonly FeatureShape ImageNet = new(3, 224, 224);

    [Theory]
    [InlineData(18, 11_689_512, 11_778_592, 11_776_552)]
    [InlineData(34, 21_797_672, 21_958_868, 21_954_856)]
    [InlineData(50, 25_557_032, 28_088_024, 28_071_976)]
    [InlineData(101, 44_549_160, 49_326_872, 49_292_328)]
    [InlineData(152, 60_192_808, 66_821_848, 66_770_984)]
    public void ParameterCount_ImageNetFamily_EqualsThePublishedOne(int depth, long plain, long withBias, long withoutBias)
    {
        Assert.Equal(plain, Networks.Create($"resnet-{depth}", ImageNet, 1000).ParameterCount);
        Assert.Equal(withBias, Networks.Create($"se-resnet-{depth}", ImageNet, 1000).ParameterCount);
        Assert.Equal(withoutBias, Networks.Create($"se-resnet-{depth}", ImageNet, 1000, new() { Bias = false }).ParameterCount);
    }

    [Theory]
    [InlineData(2, 45_699_240)]
    [InlineData(4, 35_635_688)]
    [InlineData(8, 30_603_912)]
    [InlineData(16, 28_088_024)]
    [InlineData(32, 26_830_080)]
    public void ParameterCount_ByReductionRatio_EqualsThePublishedOne(int ratio, long expected) =>
        Assert.Equal(expected, Networks.Create("se-resnet-50", ImageNet, 1000, new() { ReductionRatio = ratio }).ParameterCount);

    /// <summary>The plain network, and for each gated block of the stage 2 C^2 / r weights and C / r + C biases.</summary>
    [Theory]
    [InlineData(2, 3, 256)]
    [InlineData(3, 4, 512)]
    [InlineData(4, 6, 1024)]
    [InlineData(5, 3, 2048)]
    public void ParameterCount_BlockInOneStage_GrowsByItsLayers(int stage, int blocks, int channels)
    {
        var network = Networks.Create("se-resnet-50", ImageNet, 1000, new() { Stages = Stages.Only(stage) });
        Assert.Equal(25_557_032 + blocks * (2L * channels * channels / 16 + channels / 16 + channels), network.ParameterCount);
    }

    [Fact]
    public void ParameterCount_BlockInsideThe3x3_GatesTheNarrowChannels()
    {
        var network = Networks.Create(
            "se-resnet-50",
            ImageNet,
            1000,
            new() { Placement = SqueezeExcitationPlacement.Inside3x3, Bias = false });
        Assert.Equal(25_557_032 + 2 * (3 * 64 * 4 + 4 * 128 * 8 + 6 * 256 * 16 + 3 * 512 * 32), network.ParameterCount);
    }

    /// <summary>
    /// He et al., arXiv 1512.03385, table 6: 0.27 M for depth 20, 0.85 M for 56, 1.7 M for 110, with shortcuts that have no
    /// parameters.
    /// </summary>
    [Theory]
    [InlineData(20, 0.27)]
    [InlineData(56, 0.85)]
    [InlineData(110, 1.73)]
    public void ParameterCount_CifarFamily_EqualsThePapersMillions(int depth, double millions)
    {
        var network = Networks.Create($"resnet-{depth}-cifar", new FeatureShape(3, 32, 32), 10);
        var projections = network.Nodes.Where(node => node.Name.Contains("downsample", StringComparison.Ordinal))
            .Sum(node => node.Operation.Parameters.Sum(parameter => parameter.Count));
        Assert.Equal(millions, Math.Round((network.ParameterCount - projections) / 1e6, 2));
    }

    [Fact]
    public void Nodes_OfSeResNet50_CarryTheNamesOfTorchvisionAndTimm()
    {
        var names = Networks.Create("se-resnet-50", ImageNet, 1000).Nodes.Select(node => node.Name).ToHashSet();
        Assert.Superset(
            new HashSet<string>
            {
                "conv1", "bn1", "layer1.0.conv1", "layer1.0.bn3", "layer1.0.downsample.0", "layer1.0.downsample.1",
                "layer1.0.se.fc1", "layer1.0.se.fc2", "layer4.2.conv3", "fc",
            },
            names);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(65, 17)]
    public void Shapes_ByTheImagesSide_TakeTheStemOfItsSize(int side, int firstStage)
    {
        var network = Networks.Create("se-resnet-18", new FeatureShape(3, side, side), 10);
        var first = network.Nodes.Index().First(pair => pair.Item.Name == "layer1.0.conv1").Index;
        Assert.Equal(new FeatureShape(64, firstStage, firstStage), network.Shapes[first]);
    }
}
