using System.Globalization;
using System.Text.RegularExpressions;
using static Microsoft.ML.SqueezeExcite.SqueezeExcitationPlacement;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// MobileNet v1 (Howard et al., arXiv 1704.04861, table 1) with a width multiplier and ReLU6. The block stands in each unit after
/// the pointwise convolution's batch norm: before its activation, as in the paper's code (<see cref="Standard"/>), or after it
/// (<see cref="Post"/>).
/// </summary>
internal static partial class MobileNet
{
    /// <summary>Each stage's widths; the stride is at a stage's first unit.</summary>
    private static readonly int[][] Widths = [[64], [128, 128], [256, 256], [512, 512, 512, 512, 512, 512], [1024, 1024]];

    public static NetworkFamily Family { get; } =
        new(
            Name(),
            ["mobilenet-v1", "mobilenet-v1-0.75", "mobilenet-v1-0.5", "mobilenet-v1-0.25"],
            NetworkFamily.ImageNet,
            match =>
            {
                var width = match.Groups["width"] is { Success: true, Value: var value }
                    ? double.Parse(value, CultureInfo.InvariantCulture)
                    : 1;
                return width is >= 0.1 and <= 4 ? (x, classes, se) => Layout(x, classes, se, width) : null;
            });

    private static Feature Layout(Feature x, int classes, SqueezeExcitation se, double width)
    {
        var unit = 0;
        x = x.Convolution("conv1", (int)(32 * width), 3, x.IsSmall ? 1 : 2).BatchNorm("bn1").Activate(ActivationFunction.ReLU6);
        foreach (var (i, widths) in Widths.Index())
        {
            x = x.AtStage(i + 1);
            foreach (var (n, channels) in widths.Index())
                x = x.In($"units.{unit++}", y => Unit(y, (int)(channels * width), i > 0 && n == 0 ? 2 : 1, se));
        }

        return x.Classifier("fc", classes);
    }

    private static Feature Unit(Feature x, int channels, int stride, SqueezeExcitation se)
    {
        x = se.At(x, Pre).DepthwiseConvolution("depthwise", 3, stride).BatchNorm("bn1").Activate(ActivationFunction.ReLU6);
        x = se.At(x, Inside3x3).Convolution("pointwise", channels, 1).BatchNorm("bn2");
        return se.At(se.At(x, Standard).Activate(ActivationFunction.ReLU6), Post);
    }

    [GeneratedRegex(@"^mobilenet-v1(-(?<width>[0-9](\.[0-9]{1,3})?))?$")]
    private static partial Regex Name();
}
