using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Chains a network onto images and returns the logits. A plain network is one whose block is <see cref="SqueezeExcitation.None"/>.</summary>
internal delegate Feature NetworkLayout(Feature images, int classes, SqueezeExcitation attention);

/// <summary>The architectures of one file: which names they have, and how a name is laid out.</summary>
/// <param name="Pattern">What its names look like; the group <c>se</c> matches where the network has the block.</param>
/// <param name="Pairs">The names that the catalogue lists.</param>
/// <param name="UsualInput">The shape of the images that the architecture was published for.</param>
/// <param name="Layout">The layout for a matched name; null where a number in it fits no network.</param>
internal sealed record NetworkFamily(Regex Pattern, IReadOnlyList<NetworkPair> Pairs, FeatureShape UsualInput, Func<Match, NetworkLayout?> Layout)
{
    /// <summary>The side of ImageNet's images.</summary>
    public static readonly FeatureShape ImageNet = new(3, 224, 224);

    /// <summary>Each name, and the same with <c>se-</c> before it.</summary>
    public static IReadOnlyList<NetworkPair> WithSE(params IEnumerable<string> names) => [.. names.Select(name => new NetworkPair(name, "se-" + name))];
}
