using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Residual networks for images of 32 pixels (He et al., arXiv 1512.03385, section 4.2), with projections as shortcuts: three
/// stages of n basic units, 16, 32 and 64 wide, depth 6n + 2.
/// </summary>
internal static partial class CifarResNet
{
    public static NetworkFamily Family { get; } = new(
        Name(),
        ["resnet-8-cifar", "resnet-20-cifar", "resnet-56-cifar", "resnet-110-cifar"],
        new FeatureShape(3, 32, 32),
        match =>
        {
            var depth = int.Parse(match.Groups["depth"].Value, CultureInfo.InvariantCulture);
            return depth >= 8 && depth % 6 == 2 ? Layout(depth / 6) : null;
        });

    private static NetworkLayout Layout(int units) => (x, classes, se) =>
    {
        x = x.Convolution("conv1", 16, 3).BatchNorm("bn1").ReLU();
        for (var i = 0; i < 3; i++)
            x = x.AtStage(i + 2).Repeat($"layer{i + 1}", units, new ResidualUnit(16 << i, i > 0 ? 2 : 1, se));
        return x.Classifier("fc", classes);
    };

    [GeneratedRegex("^resnet-(?<depth>[0-9]{1,4})-cifar$")]
    private static partial Regex Name();
}
