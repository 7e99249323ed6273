using System.Globalization;
using System.Text.RegularExpressions;
using static Microsoft.ML.SqueezeExcite.SqueezeExcitationPlacement;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Pre-activation residual networks for images of 32 pixels (He et al., arXiv 1603.05027): three stages of n bottlenecks, 16, 32
/// and 64 wide, depth 9n + 2. Batch norm and ReLU come before each convolution; where a unit changes the shape, its projection
/// reads the activated input.
/// </summary>
internal static partial class PreActivationResNet
{
    public static NetworkFamily Family { get; } = new(
        Name(),
        ["preresnet-164-cifar"],
        new FeatureShape(3, 32, 32),
        match =>
        {
            var depth = int.Parse(match.Groups["depth"].Value, CultureInfo.InvariantCulture);
            return depth >= 11 && depth % 9 == 2 ? Layout(depth / 9) : null;
        });

    private static NetworkLayout Layout(int units) => (x, classes, se) =>
    {
        x = x.Convolution("conv1", 16, 3);
        for (var i = 0; i < 3; i++)
        {
            x = x.AtStage(i + 2);
            for (var n = 0; n < units; n++)
                x = x.In($"layer{i + 1}.{n}", y => y.Unit(16 << i, n == 0 && i > 0 ? 2 : 1, se));
        }

        return x.BatchNorm("bn").ReLU().Classifier("fc", classes);
    };

    private static Feature Unit(this Feature x, int width, int stride, SqueezeExcitation se)
    {
        var channels = 4 * width;
        var start = se.At(x, Pre).BatchNorm("bn1").ReLU();
        var branch = start.Convolution("conv1", width, 1)
            .BatchNorm("bn2")
            .ReLU()
            .Convolution("conv2", width, 3, stride)
            .BatchNorm("bn3")
            .ReLU();
        branch = se.At(se.At(branch, Inside3x3).Convolution("conv3", channels, 1), Standard);
        var shortcut = stride == 1 && x.Shape.Channels == channels ? x : start.Convolution("downsample.0", channels, 1, stride);
        return se.At(branch.Add(se.At(shortcut, Identity)), Post);
    }

    [GeneratedRegex("^preresnet-(?<depth>[0-9]{1,4})-cifar$")]
    private static partial Regex Name();
}
