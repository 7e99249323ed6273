namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class StagesTests
{
    [Theory]
    [InlineData("all")]
    [InlineData("none")]
    [InlineData("all-but-last")]
    [InlineData("2,3")]
    [InlineData("all-but-4,5")]
    public void Parse_OfAText_IsWrittenTheSame(string text) => Assert.Equal(text, Stages.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("two")]
    [InlineData("2,,3")]
    [InlineData("all-but-")]
    [InlineData("-2")]
    public void Parse_OfNoStages_SaysWhatThereIs(string text)
    {
        var e = Assert.Throws<FormatException>(() => Stages.Parse(text));
        Assert.Contains("all-but-last", e.Message, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("32")]
    public void Parse_StageOutOfRange_IsRefused(string text) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Stages.Parse(text));

    [Theory]
    [InlineData("se-resnet-50", 5)]
    [InlineData("se-resnet-20-cifar", 4)]
    [InlineData("se-vgg-16", 5)]
    [InlineData("se-inception-resnet-v2", 4)]
    public void AllButLast_OfTheCatalogue_IsAllButItsLastStageWithABlock(string name, int last)
    {
        var input = Networks.UsualInput(name);
        var butLast = Networks.Create(name, input, 10, new() { Stages = Stages.AllButLast });
        Assert.Equal(
            Networks.Create(name, input, 10, new() { Stages = Stages.AllBut(last) }).ParameterCount,
            butLast.ParameterCount);
        Assert.True(butLast.ParameterCount < Networks.Create(name, input, 10).ParameterCount);
    }

    [Fact]
    public void AllButLast_LaidOutByHand_IsRefused()
    {
        var se = new SqueezeExcitation { Stages = Stages.AllButLast, ReductionRatio = 1 };
        Assert.Throws<InvalidOperationException>(() => NetworkBuilder.Build(
            "own", new FeatureShape(3, 8, 8), x => se.At(x, SqueezeExcitationPlacement.Standard).GlobalPool().Linear("fc", 2)));
    }
}
