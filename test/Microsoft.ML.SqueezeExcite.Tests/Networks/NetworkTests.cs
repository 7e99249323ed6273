namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class NetworkTests
{
    [Theory]
    [InlineData("resnet-19", "did you mean 'resnet-1")]
    [InlineData("se-resnet-10-cifar", "did you mean 'se-resnet-")]
    [InlineData("se-resnet-50 ", "did you mean 'se-resnet-50'")]
    [InlineData("transformer", "Networks.Names lists them")]
    public void Create_UnknownName_SaysWhatIsNearOrListsThem(string name, string advice)
    {
        var e = Assert.Throws<ArgumentException>(() => Networks.Create(name, new FeatureShape(3, 32, 32), 10));
        Assert.Contains($"'{name}'", e.Message, StringComparison.Ordinal);
        Assert.Contains(advice, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_OfTheCatalogue_AllBuild()
    {
        Assert.All(Networks.Names, name => Assert.Equal(7, Networks.Create(name, Networks.UsualInput(name), 7).ClassCount));
        Assert.Equal(Networks.Names.Count, Networks.Names.Distinct().Count());
    }

    [Theory]
    [InlineData("se-vgg-16", SqueezeExcitationPlacement.Identity)]
    [InlineData("se-bn-inception", SqueezeExcitationPlacement.Pre)]
    [InlineData("se-mobilenet-v1", SqueezeExcitationPlacement.Identity)]
    public void Create_BlockWithoutAPlace_IsRefused(string name, SqueezeExcitationPlacement placement)
    {
        var e = Assert.Throws<ArgumentException>(() =>
            Networks.Create(name, Networks.UsualInput(name), 10, new() { Placement = placement }));
        Assert.Contains($"{name} has no place", e.Message, StringComparison.Ordinal);
        Assert.Contains($"{placement}", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InferShapes_ImagesTooSmall_NamesTheNode()
    {
        var network = NetworkBuilder.Build(
            "tiny",
            new FeatureShape(3, 32, 32),
            x => x.MaxPool(8, 8, 0).GlobalPool().Linear("fc", 2));
        var e = Assert.Throws<ArgumentException>(() => network.InferShapes(new FeatureShape(3, 4, 32)));
        Assert.Contains("node maxpool", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_LogitsNotLast_IsRefused() => Assert.Throws<ArgumentException>(
        () => NetworkBuilder.Build("loose", new FeatureShape(3, 8, 8), x =>
        {
            var y = x.GlobalPool().Linear("fc", 2);
            _ = x.ReLU();
            return y;
        }));

    [Fact]
    public void Build_RepeatedNamesWithParameters_AreRefused()
    {
        var e = Assert.Throws<ArgumentException>(() => NetworkBuilder.Build("two", new FeatureShape(3, 8, 8), x =>
            x.In("layer", y => y.Convolution("conv", 4, 3).Convolution("conv", 4, 3)).GlobalPool().Linear("fc", 2)));
        Assert.Contains("two has two nodes 'layer.conv'", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        4,
        3,
        0,
        1,
        "node conv: a window's kernel and stride must be at least 1 and its padding at least 0, were 3, 0 and 1")]
    [InlineData(4, 0, 1, 1, "were 0, 1 and 0")]
    [InlineData(4, 3, 1, 0, "node conv: a convolution's channels and groups must be at least 1, were 4 and 0")]
    [InlineData(0, 3, 1, 1, "were 0 and 1")]
    public void Build_SizeOutOfRange_NamesTheNode(int channels, int kernel, int stride, int groups, string message)
    {
        var e = Assert.Throws<ArgumentException>(() => NetworkBuilder.Build("small", new FeatureShape(4, 8, 8), x =>
            x.Convolution("conv", channels, kernel, stride, groups).GlobalPool().Linear("fc", 2)));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_RepeatedNames_AreNumbered()
    {
        var network = NetworkBuilder.Build("two", new FeatureShape(3, 8, 8), x => x.ReLU().ReLU().GlobalPool().Linear("fc", 2));
        Assert.Equal(["input", "relu", "relu2", "pool", "fc"], network.Nodes.Select(node => node.Name));
    }
}
