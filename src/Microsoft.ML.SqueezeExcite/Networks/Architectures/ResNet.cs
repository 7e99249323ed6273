using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Residual networks for ImageNet (He et al., arXiv 1512.03385, table 1), ResNeXt (Xie et al., arXiv 1611.05431) and their form
/// for signals, names as torchvision has them. The stride is in the 3x3, as in torchvision; the <c>-caffe</c> form is that of the
/// authors' released models: bottlenecks of a ResNet have it in their first 1x1, and the stem's pool is rounded up and has no
/// padding.
/// </summary>
internal static partial class ResNet
{
    private static readonly Dictionary<int, (int[] Blocks, bool Bottleneck)> Layers = new()
    {
        [18] = ([2, 2, 2, 2], false),
        [34] = ([3, 4, 6, 3], false),
        [50] = ([3, 4, 6, 3], true),
        [101] = ([3, 4, 23, 3], true),
        [152] = ([3, 8, 36, 3], true),
    };

    public static NetworkFamily Family { get; } = new(
        Name(),
        [
            .. Layers.Keys.Select(depth => $"resnet-{depth}"),
            .. Layers.Keys.Select(depth => $"resnet-{depth}-caffe"),
            .. from depth in new[] { 50, 101 } from form in new[] { "", "-caffe" } select $"resnext-{depth}-32x4d{form}",
        ],
        NetworkFamily.ImageNet,
        Layout(kernel: 3, stem: 7));

    public static NetworkFamily Signals { get; } = new(
        SignalName(),
        ["resnet-18-1d", "resnet-34-1d", "resnet-50-1d"],
        new FeatureShape(1, 1, 500),
        Layout(kernel: new Extent(1, 3), stem: new Extent(1, 7)));

    private static Func<Match, NetworkLayout?> Layout(Extent kernel, Extent stem) => match =>
    {
        var depth = int.Parse(match.Groups["depth"].Value, CultureInfo.InvariantCulture);
        if (!Layers.TryGetValue(depth, out var layers))
            return null;
        var caffe = match.Groups["caffe"].Success;
        var next = match.Groups["next"].Success;
        return (x, classes, se) =>
        {
            x = x.Stem(kernel, stem, caffe);
            foreach (var (i, count) in layers.Blocks.Index())
            {
                var width = 64 << i;
                var unit = new ResidualUnit(next ? 2 * width : width, i > 0 ? kernel.Step(2) : 1, se)
                {
                    Bottleneck = layers.Bottleneck,
                    OutputChannels = layers.Bottleneck ? 4 * width : width,
                    StrideFirst = caffe && !next,
                    Groups = next ? 32 : 1,
                    Kernel = kernel,
                };
                x = x.AtStage(i + 2).Repeat($"layer{i + 1}", count, unit);
            }

            return x.Classifier("fc", classes);
        };
    };

    // (C, H, W) -> (64, H / 4, W / 4), or (64, H, W) where the images are small
    private static Feature Stem(this Feature x, Extent kernel, Extent stem, bool caffe) =>
        x.IsSmall
            ? x.Convolution("conv1", 64, kernel).BatchNorm("bn1").ReLU()
            : x.Convolution("conv1", 64, stem, kernel.Step(2))
                .BatchNorm("bn1")
                .ReLU()
                .MaxPool(kernel, kernel.Step(2), caffe ? 0 : kernel.Same, ceiling: caffe);

    [GeneratedRegex("^(resnet-(?<depth>[0-9]{1,3})|(?<next>resnext-)(?<depth>50|101)-32x4d)(?<caffe>-caffe)?$")]
    private static partial Regex Name();

    [GeneratedRegex("^resnet-(?<depth>18|34|50)-1d$")]
    private static partial Regex SignalName();
}
