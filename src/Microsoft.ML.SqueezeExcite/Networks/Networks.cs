using System.Globalization;
using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The catalogue: every architecture by name, each with and without Squeeze-and-Excitation.</summary>
public static partial class Networks
{
    /// <summary>The CIFAR family's depths that are listed; any 6n + 2 can be asked for.</summary>
    private static readonly int[] CifarDepths = [8, 20, 56, 110];

    /// <summary>The names in the catalogue, plain networks beside their SE form.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. ResNet.Depths.Select(depth => $"resnet-{depth}").Concat(CifarDepths.Select(depth => $"resnet-{depth}-cifar"))
            .SelectMany(name => new[] { name, "se-" + name }),
    ];

    /// <summary>Whether a name is one that <see cref="Create"/> takes.</summary>
    /// <param name="name">The name.</param>
    public static bool Exists(string name) => Parse(name) is not null;

    /// <summary>Lays out a network of the catalogue.</summary>
    /// <param name="name">A name such as <c>se-resnet-50</c>, <c>resnet-50</c> or <c>se-resnet-8-cifar</c>.</param>
    /// <param name="image">The shape of the images (C, H, W).</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="attention">The block of the <c>se-</c> networks; default <see cref="SqueezeExcitation.Default"/>. The plain ones have none.</param>
    /// <exception cref="ArgumentException">There is no such name, the images are too small, or the block does not fit.</exception>
    public static Network Create(string name, FeatureShape image, int classes, SqueezeExcitation? attention = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var create = Parse(name)
            ?? throw new ArgumentException($"there is no architecture '{name}'; there are {string.Join(", ", Names)}", nameof(name));
        return create(image, classes, attention ?? SqueezeExcitation.Default);
    }

    private static Func<FeatureShape, int, SqueezeExcitation, Network>? Parse(string name)
    {
        var match = ResNetName().Match(name);
        if (!match.Success)
            return null;
        var depth = int.Parse(match.Groups["depth"].Value, CultureInfo.InvariantCulture);
        SqueezeExcitation Attention(SqueezeExcitation se) => match.Groups["se"].Success ? se : SqueezeExcitation.None;
        if (!match.Groups["cifar"].Success)
            return ResNet.Depths.Contains(depth) ? (image, classes, se) => ResNet.ImageNet(name, depth, image, classes, Attention(se)) : null;
        return depth >= 8 && depth % 6 == 2 ? (image, classes, se) => ResNet.Cifar(name, depth, image, classes, Attention(se)) : null;
    }

    [GeneratedRegex("^(?<se>se-)?resnet-(?<depth>[0-9]{1,4})(?<cifar>-cifar)?$")]
    private static partial Regex ResNetName();
}
