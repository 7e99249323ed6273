namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ComplexityTests
{
    [Fact]
    public void MultiplyAdds_OfResNet50_CountsConvolutionsTheLinearLayerAdditionsAndThePool()
    {
        var network = Networks.Create("resnet-50", new FeatureShape(3, 224, 224), 1000);
        var plain = Complexity.Of(network);
        var layers = network.Nodes.Zip(plain.Nodes).Where(pair => pair.First.Operation is Convolution or Linear);
        Assert.Equal(4_089_184_256, layers.Sum(pair => pair.Second.MultiplyAdds));
        var additions = 3 * 256 * 56 * 56 + 4 * 512 * 28 * 28 + 6 * 1024 * 14 * 14 + 3 * 2048 * 7 * 7;
        Assert.Equal(4_089_184_256 + additions + 64 * 56 * 56 * 9, plain.MultiplyAdds);
        Assert.Equal(25_557_032, plain.Parameters);
    }

    [Fact]
    public void MultiplyAdds_OfABlock_AreItsLayersAndItsScaling()
    {
        static long Count(string name) => Complexity.Of(Networks.Create(name, new FeatureShape(3, 32, 32), 10)).MultiplyAdds;
        var layers = 2 * (16 * 1 + 32 * 2 + 64 * 4);
        Assert.Equal(layers + 16 * 32 * 32 + 32 * 16 * 16 + 64 * 8 * 8, Count("se-resnet-8-cifar") - Count("resnet-8-cifar"));
    }

    [Fact]
    public void MultiplyAdds_OfASmallNetwork_EqualsTheHandCount()
    {
        var network = NetworkBuilder.Build(
            "hand",
            new FeatureShape(3, 8, 8),
            x => x.Convolution("conv", 4, 3, stride: 2).GlobalPool().Linear("fc", 5));
        // 4 * 4 positions, 4 channels, 27 products each; then 4 * 5.
        Assert.Equal(4 * 4 * 4 * 27 + 20, Complexity.Of(network).MultiplyAdds);
        Assert.Equal(8 * 8 * 4 * 27 + 20, Complexity.Of(network, new FeatureShape(3, 16, 16)).MultiplyAdds);
    }
}
