using static Microsoft.ML.SqueezeExcite.SqueezeExcitationPlacement;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Inception-ResNet-v2 (Szegedy et al., arXiv 1602.07261) as its authors released it and timm names it. The block stands on the
/// branch of each residual unit, before the branch is scaled.
/// </summary>
internal static class InceptionResNet
{
    private const double Epsilon = 1e-3;

    public static NetworkFamily Family { get; } = new("inception-resnet-v2", new FeatureShape(3, 299, 299), Layout);

    private static Feature Layout(Feature x, int classes, SqueezeExcitation se)
    {
        x = Stem(x).AtStage(2);
        for (var i = 0; i < 10; i++)
            x = x.In($"repeat.{i}", y => Unit(y, se, 0.17, Branches35));
        x = x.AtStage(3).In("mixed_6a", Reduction35);
        for (var i = 0; i < 20; i++)
            x = x.In($"repeat_1.{i}", y => Unit(y, se, 0.10, Branches17));
        x = x.AtStage(4).In("mixed_7a", Reduction17);
        for (var i = 0; i < 9; i++)
            x = x.In($"repeat_2.{i}", y => Unit(y, se, 0.20, Branches8));
        x = x.In("block8", y => Unit(y, se, 1, Branches8, activate: false));
        return x.Norm("conv2d_7b", 1536, 1).Classifier("classif", classes, dropout: 0.2);
    }

    // (3, 299, 299) -> (320, 35, 35)
    private static Feature Stem(Feature x) => x
        .Norm("conv2d_1a", 32, 3, 2, 0).Norm("conv2d_2a", 32, 3, 1, 0).Norm("conv2d_2b", 64, 3).MaxPool(3, 2, 0)
        .Norm("conv2d_3b", 80, 1).Norm("conv2d_4a", 192, 3, 1, 0).MaxPool(3, 2, 0)
        .In("mixed_5b", y => y.Norm("branch0", 96, 1).Concatenate(
            y.Norm("branch1.0", 48, 1).Norm("branch1.1", 64, 5),
            y.Norm("branch2.0", 64, 1).Norm("branch2.1", 96, 3).Norm("branch2.2", 96, 3),
            y.AveragePool(3, 1, 1, countPadding: false).Norm("branch3.1", 64, 1)));

    private static Feature Branches35(Feature x) => x.Norm("branch0", 32, 1).Concatenate(
        x.Norm("branch1.0", 32, 1).Norm("branch1.1", 32, 3),
        x.Norm("branch2.0", 32, 1).Norm("branch2.1", 48, 3).Norm("branch2.2", 64, 3));

    private static Feature Branches17(Feature x) => x.Norm("branch0", 192, 1).Concatenate(
        x.Norm("branch1.0", 128, 1).Norm("branch1.1", 160, new Extent(1, 7)).Norm("branch1.2", 192, new Extent(7, 1)));

    private static Feature Branches8(Feature x) => x.Norm("branch0", 192, 1).Concatenate(
        x.Norm("branch1.0", 192, 1).Norm("branch1.1", 224, new Extent(1, 3)).Norm("branch1.2", 256, new Extent(3, 1)));

    // (320, 35, 35) -> (1088, 17, 17)
    private static Feature Reduction35(Feature x) => x.Norm("branch0", 384, 3, 2, 0).Concatenate(
        x.Norm("branch1.0", 256, 1).Norm("branch1.1", 256, 3).Norm("branch1.2", 384, 3, 2, 0),
        x.MaxPool(3, 2, 0));

    // (1088, 17, 17) -> (2080, 8, 8)
    private static Feature Reduction17(Feature x) => x.Norm("branch0.0", 256, 1).Norm("branch0.1", 384, 3, 2, 0).Concatenate(
        x.Norm("branch1.0", 256, 1).Norm("branch1.1", 288, 3, 2, 0),
        x.Norm("branch2.0", 256, 1).Norm("branch2.1", 288, 3).Norm("branch2.2", 320, 3, 2, 0),
        x.MaxPool(3, 2, 0));

    // x + scale * SE(conv2d(branches(x)))
    private static Feature Unit(
        Feature x,
        SqueezeExcitation se,
        double scale,
        Func<Feature, Feature> branches,
        bool activate = true)
    {
        var branch = se.At(branches(se.At(x, Pre)).Convolution("conv2d", x.Shape.Channels, 1, bias: true), Standard);
        var sum = (scale == 1 ? branch : branch.Multiply(scale)).Add(se.At(x, Identity));
        return se.At(activate ? sum.ReLU() : sum, Post);
    }

    private static Feature Norm(
        this Feature x,
        string name,
        int channels,
        Extent kernel,
        Extent? stride = null,
        Extent? padding = null) => x.Unit(name, channels, kernel, stride, padding, Epsilon);
}
