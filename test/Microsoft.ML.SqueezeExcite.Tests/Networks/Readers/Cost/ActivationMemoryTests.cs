namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class ActivationMemoryTests
{
    // Planes of 8x8 single-precision values.
    private const long Plane = 8 * 8 * 4;

    [Fact]
    public void TrainingBytes_OfAConvolutionUnit_AreWhatAutogradKeeps()
    {
        var network = NetworkBuilder.Build("unit", new FeatureShape(3, 8, 8), x =>
            x.Convolution("conv", 4, 3).BatchNorm("bn").ReLU().MaxPool(2, 2, 0).GlobalPool().Linear("fc", 5));
        // The convolution keeps the image, the batch norm its input; ReLU writes over the batch norm's output, which it and the
        // pool keep; the pool keeps the winners' places, 8 bytes each; the linear layer keeps its 4 inputs.
        var expected = 3 * Plane + 4 * Plane + 4 * Plane + 4 * 16 * 8 + 16;
        var maxPoolOutput = 4 * 16 * 4;
        Assert.Equal(expected + maxPoolOutput, Complexity.Of(network).TrainingBytes);
    }

    [Fact]
    public void TrainingBytes_OfABlock_KeepTheMapAndTheGates()
    {
        static Network Build(SqueezeExcitation se) =>
            NetworkBuilder.Build(
                "se",
                new FeatureShape(4, 8, 8),
                x =>
                    se.At(x.Convolution("conv", 8, 3), SqueezeExcitationPlacement.Standard)
                        .Convolution("next", 2, 3)
                        .GlobalPool()
                        .Linear("fc", 2));
        var plain = Complexity.Of(Build(SqueezeExcitation.None)).TrainingBytes;
        var gated = Complexity.Of(Build(new() { ReductionRatio = 4 })).TrainingBytes;
        // The map before the scale beside the one after it, z (8), the hidden layer (2), the gates (8).
        Assert.Equal(plain + 8 * Plane + 4 * (8 + 2 + 8), gated);
    }

    [Fact]
    public void InferenceBytes_OfAResidualUnit_AreThoseAliveAtOnce()
    {
        var network = NetworkBuilder.Build("residual", new FeatureShape(4, 8, 8), x =>
        {
            x = x.Convolution("stem", 4, 3);
            return x.Convolution("a", 4, 3).BatchNorm("bn").ReLU().Convolution("b", 4, 3).Add(x).GlobalPool().Linear("fc", 2);
        });
        var complexity = Complexity.Of(network);
        long At(string name) => complexity.Nodes.Single(node => node.Name == name).InferenceBytes;
        Assert.Equal(8 * Plane, At("stem"));
        Assert.Equal(12 * Plane, At("bn"));
        Assert.Equal(8 * Plane, At("relu"));
        Assert.Equal(12 * Plane, At("b"));
        Assert.Equal(12 * Plane, complexity.InferenceBytes);
    }

    [Fact]
    public void TrainingBytes_AtFourTimesTheArea_AreAboutFourTimes()
    {
        var network = Networks.Create("se-resnet-18", new FeatureShape(3, 112, 112), 10);
        var growth =
            (double)Complexity.Of(network, new FeatureShape(3, 224, 224)).TrainingBytes / Complexity.Of(network).TrainingBytes;
        Assert.InRange(growth, 3.8, 4.2);
    }
}
