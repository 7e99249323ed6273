namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ComplexityTests
{
    [Fact]
    public void MultiplyAdds_OfResNet50_CountsConvolutionsAndTheLinearLayer()
    {
        var plain = Complexity.Of(Networks.Create("resnet-50", new FeatureShape(3, 224, 224), 1000));
        Assert.Equal(4_089_184_256, plain.MultiplyAdds);
        Assert.Equal(25_557_032, plain.Parameters);
    }

    [Fact]
    public void MultiplyAdds_OfASmallNetwork_EqualsTheHandCount()
    {
        var network = NetworkBuilder.Build("hand", new FeatureShape(3, 8, 8), x => x.Convolution("conv", 4, 3, stride: 2).GlobalPool().Linear("fc", 5));
        // 4 * 4 positions, 4 channels, 27 products each; then 4 * 5.
        Assert.Equal(4 * 4 * 4 * 27 + 20, Complexity.Of(network).MultiplyAdds);
        Assert.Equal(8 * 8 * 4 * 27 + 20, Complexity.Of(network, new FeatureShape(3, 16, 16)).MultiplyAdds);
    }
}
