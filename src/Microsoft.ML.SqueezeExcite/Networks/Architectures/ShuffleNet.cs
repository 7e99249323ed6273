using System.Globalization;
using System.Text.RegularExpressions;
using static Microsoft.ML.SqueezeExcite.SqueezeExcitationPlacement;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>ShuffleNet v1 (Zhang et al., arXiv 1707.01083, table 1), its pointwise convolutions in groups.</summary>
internal static partial class ShuffleNet
{
    /// <summary>The channels of stage 2 by the number of groups; each stage doubles them.</summary>
    private static readonly Dictionary<int, int> Channels = new() { [1] = 144, [2] = 200, [3] = 240, [4] = 272, [8] = 384 };

    private static readonly int[] Units = [4, 8, 4];

    public static NetworkFamily Family { get; } = new(
        Name(),
        Channels.Keys.Select(groups => $"shufflenet-v1-g{groups}"),
        NetworkFamily.ImageNet,
        match =>
        {
            var groups = int.Parse(match.Groups["groups"].Value, CultureInfo.InvariantCulture);
            return Channels.ContainsKey(groups) ? (x, classes, se) => Layout(x, classes, se, groups) : null;
        });

    private static Feature Layout(Feature x, int classes, SqueezeExcitation se, int groups)
    {
        x = x.IsSmall
            ? x.Convolution("conv1", 24, 3).BatchNorm("bn1").ReLU()
            : x.Convolution("conv1", 24, 3, 2).BatchNorm("bn1").ReLU().MaxPool(3, 2, 1);
        foreach (var (i, count) in Units.Index())
        {
            x = x.AtStage(i + 2);
            for (var n = 0; n < count; n++)
                x = x.In(
                    $"stage{i + 2}.{n}",
                    y => Unit(y, Channels[groups] << i, groups, i == 0 && n == 0 ? 1 : groups, n == 0, se));
        }

        return x.Classifier("fc", classes);
    }

    // The first unit of a stage halves the plane: its branch makes the channels that the pooled shortcut lacks.
    private static Feature Unit(Feature x, int channels, int groups, int firstGroups, bool first, SqueezeExcitation se)
    {
        var branchChannels = first ? channels - x.Shape.Channels : channels;
        var branch = se.At(x, Pre)
            .Convolution("gconv1", channels / 4, 1, groups: firstGroups)
            .BatchNorm("bn1")
            .ReLU()
            .ChannelShuffle(groups);
        branch = se.At(branch.DepthwiseConvolution("depthwise", 3, first ? 2 : 1).BatchNorm("bn2"), Inside3x3);
        branch = se.At(branch.Convolution("gconv2", branchChannels, 1, groups: groups).BatchNorm("bn3"), Standard);
        var shortcut = se.At(first ? x.AveragePool(3, 2, 1) : x, Identity);
        return se.At((first ? shortcut.Concatenate(branch) : branch.Add(shortcut)).ReLU(), Post);
    }

    [GeneratedRegex("^shufflenet-v1-g(?<groups>[0-9])$")]
    private static partial Regex Name();
}
