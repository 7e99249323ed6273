using System.Text.Json;

namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class SeNetSearchSpaceTests
{
    [Theory]
    [InlineData("learning-rate", "0.01..0.5", "learningRate 0.01..0.5", true)]
    [InlineData("learning-rate", "0.01..0.5:linear", "learningRate 0.01..0.5:linear", false)]
    [InlineData("Mixup", "0.1..1:log", "mixup 0.1..1:log", true)]
    [InlineData("paddedShift", "0..4", "paddedShift 0..4", false)]
    public void Parse_OfARange_PrintsAsItWasRead(string option, string text, string printed, bool logarithmic)
    {
        var space = SeNetSearchSpace.Empty.Parse(option, text);
        Assert.Equal(printed, space.ToString());
        Assert.Equal(logarithmic, Assert.IsType<SeNetRange>(Assert.Single(space.Dimensions)).Logarithmic);
    }

    [Fact]
    public void Parse_OfAList_TakesQuotedValuesWhole()
    {
        var space = SeNetSearchSpace.Empty.Parse("stages", "all,'2,3', all-but-last").Parse("reduction-ratio", "4,8");
        Assert.Equal(["all", "2,3", "all-but-last"], Assert.IsType<SeNetChoice>(space.Dimensions[0]).Values);
        Assert.Equal("stages all,'2,3',all-but-last; reductionRatio 4,8", space.ToString());
        Assert.Empty(space.Faults());
    }

    [Theory]
    [InlineData("1..2..3")]
    [InlineData("a..b")]
    [InlineData("1..2:cubic")]
    public void Parse_OfNeither_SaysTheForms(string text)
    {
        var e = Assert.Throws<FormatException>(() => SeNetSearchSpace.Empty.Parse("mixup", text));
        Assert.Contains($"a range such as 0.01..0.5 or 0.01..0.5:log, was '{text}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dimensions_WrittenAsJson_ReadBack()
    {
        var json = JsonSerializer.Serialize(SeNetSearchSpace.Default, NetworkJson.Options);
        var read = JsonSerializer.Deserialize<SeNetSearchSpace>(json, NetworkJson.Options)!;
        Assert.Equal(SeNetSearchSpace.Default.ToString(), read.ToString());
        Assert.IsType<SeNetRange>(read.Dimensions[2]);
    }

    [Fact]
    public void With_AnOptionThatIsThere_TakesItsPlace() =>
        Assert.Equal(
            "mixup 0..1; gate tanh",
            SeNetSearchSpace.Empty.Choose("gate", "relu").Uniform("mixup", 0, 1).Choose("gate", "tanh").ToString());

    [Fact]
    public void Default_OfThePaper_FitsTheOptions() => Assert.Empty(SeNetSearchSpace.Default.Faults());

    [Fact]
    public void At_OfAWholeRange_GivesEachNumberTheSameRoom()
    {
        var range = new SeNetRange("paddedShift", 0, 4);
        var values = Enumerable.Range(0, 1000).Select(i => range.At(i / 1000.0)).CountBy(value => value).ToArray();
        Assert.Equal(["0", "1", "2", "3", "4"], values.Select(pair => pair.Key));
        Assert.All(values, pair => Assert.Equal(200, pair.Value));
        Assert.All(values, pair => Assert.Equal(pair.Key, range.At(range.PlaceOf(pair.Key))));
    }

    [Fact]
    public void At_OfALogarithmicRange_GivesEachFactorTheSameRoom()
    {
        var range = new SeNetRange("learningRate", 0.01, 1, Logarithmic: true);
        Assert.Equal(["0.01", "0.1", "0.316"], new[] { 0, 0.5, 0.75 }.Select(range.At));
        Assert.Equal(0.75, range.PlaceOf("0.3162278"), 1e-6);
    }

    [Fact]
    public void Apply_OfEveryKind_SetsTheOption()
    {
        var options = SearchableOptions.Apply(new SeNetOptions { Architecture = "se-resnet-18" }, new Dictionary<string, string>
        {
            ["depth"] = "34",
            ["reductionRatio"] = "4",
            ["placement"] = "identity",
            ["stages"] = "all-but-2,3",
            ["attentionBias"] = "false",
            ["learningRate"] = "0.05",
            ["mirror"] = "true",
            ["optimizer"] = "adam-w",
            ["seed"] = "7",
        });
        Assert.Equal("se-resnet-34", options.Architecture.Name);
        Assert.Equal(
            new SqueezeExcitation
            {
                ReductionRatio = 4,
                Placement = SqueezeExcitationPlacement.Identity,
                Stages = Stages.AllBut(2, 3),
                Bias = false,
            },
            options.Attention);
        Assert.Equal(
            (0.05, true, OptimizerKind.AdamW, 7L),
            (options.Optimizer.LearningRate, options.Augmentation.Mirror, options.Optimizer.Kind, options.Seed));
    }

    [Fact]
    public void Apply_LeavesTheOptionsAsTheyWere()
    {
        var options = new SeNetOptions();
        SearchableOptions.Apply(options, new Dictionary<string, string> { ["reductionRatio"] = "4", ["learningRate"] = "9" });
        Assert.Equal(new SeNetOptions().ToJson().ToJsonString(), options.ToJson().ToJsonString());
        Assert.Equal(16, SqueezeExcitation.Default.ReductionRatio);
    }

    [Fact]
    public void Apply_DepthOfANetworkWithout_IsRefused()
    {
        var e = Assert.Throws<ArgumentException>(() =>
            SearchableOptions.Apply(
                new SeNetOptions { Architecture = "se-mobilenet-v1" },
                new Dictionary<string, string> { ["depth"] = "50" }));
        Assert.Contains("'se-mobilenet-v1' has no depth", e.Message, StringComparison.Ordinal);
    }
}
