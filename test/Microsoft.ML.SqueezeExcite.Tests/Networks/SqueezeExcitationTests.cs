namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SqueezeExcitationTests
{
    private static readonly FeatureShape Image = new(3, 32, 32);

    [Theory]
    [InlineData(256, 16, 16)]
    [InlineData(16, 16, 1)]
    [InlineData(24, 16, 1)]
    [InlineData(47, 16, 2)]
    public void HiddenWidth_OfChannels_IsTheRatioRoundedDown(int channels, int ratio, int expected) =>
        Assert.Equal(expected, new SqueezeExcitation { ReductionRatio = ratio }.HiddenWidth(channels));

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    [InlineData(17)]
    public void Create_RatioOutOfRange_NamesTheRangeAndTheValue(int ratio)
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(
            () => Networks.Create("se-resnet-8-cifar", Image, 10, new() { ReductionRatio = ratio }));
        Assert.Contains($"ReductionRatio must be between 1 and 16", e.Message, StringComparison.Ordinal);
        Assert.Contains($"was {ratio}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void None_InAnArchitecture_IsThePlainNetwork()
    {
        var plain = Networks.Create("resnet-8-cifar", Image, 10);
        var none = Networks.Create("se-resnet-8-cifar", Image, 10, SqueezeExcitation.None);
        Assert.Equal(
            plain.Nodes.Select(node => (node.Name, node.Operation)),
            none.Nodes.Select(node => (node.Name, node.Operation)));
    }

    [Theory]
    [InlineData(SqueezeExcitationPlacement.Standard, "layer1.0.bn2", "layer1.0.add")]
    [InlineData(SqueezeExcitationPlacement.Pre, "relu", "layer1.0.conv1")]
    [InlineData(SqueezeExcitationPlacement.Post, "layer1.0.relu2", "layer1.1.conv1")]
    [InlineData(SqueezeExcitationPlacement.Identity, "relu", "layer1.0.add")]
    [InlineData(SqueezeExcitationPlacement.Inside3x3, "layer1.0.relu", "layer1.0.conv2")]
    public void Placement_InAResidualUnit_StandsBetween(SqueezeExcitationPlacement placement, string before, string after)
    {
        var network = Networks.Create("se-resnet-18", Image, 10, new() { Placement = placement });
        var scale = network.Nodes.Single(node => node.Name == "layer1.0.se.scale");
        Assert.Equal(before, network.Nodes[scale.Inputs[0]].Name);
        Assert.Contains(network.Nodes.IndexOf(scale), network.Nodes.Single(node => node.Name == after).Inputs);
    }

    [Fact]
    public void Stages_Sets_HoldTheirMembers()
    {
        Assert.True(Stages.All.Contains(5));
        Assert.False(Stages.None.Contains(2));
        Assert.True(Stages.AllBut(5).Contains(4));
        Assert.False(Stages.AllBut(5).Contains(5));
        Assert.Equal("2,4", Stages.Only(4, 2).ToString());
        Assert.Throws<ArgumentOutOfRangeException>(() => Stages.Only(0));
    }
}
