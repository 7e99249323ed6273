using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Chains a network onto images and returns the logits. A plain network is one whose block is
/// <see cref="SqueezeExcitation.None"/>.
/// </summary>
internal delegate Feature NetworkLayout(Feature images, int classes, SqueezeExcitation attention);

/// <summary>The architectures of one file: which names they have without the block, and how a name is laid out.</summary>
/// <param name="Names">The names that the catalogue lists.</param>
/// <param name="UsualInput">The shape of the images that the architecture was published for.</param>
/// <param name="Find">The layout for a name; null where it is not one of the family's.</param>
internal sealed record NetworkFamily(IReadOnlyList<string> Names, FeatureShape UsualInput, Func<string, NetworkLayout?> Find)
{
    /// <summary>The side of ImageNet's images.</summary>
    public static readonly FeatureShape ImageNet = new(3, 224, 224);

    /// <summary>A family of one architecture.</summary>
    public NetworkFamily(string name, FeatureShape usualInput, NetworkLayout layout)
        : this([name], usualInput, other => other == name ? layout : null)
    {
    }

    /// <summary>A family with numbers in its names.</summary>
    /// <param name="pattern">What its names look like.</param>
    /// <param name="names">The names that the catalogue lists.</param>
    /// <param name="usualInput">The shape of the images that the architecture was published for.</param>
    /// <param name="layout">The layout for a name that matches; null where a number in it fits no network.</param>
    public NetworkFamily(Regex pattern, IEnumerable<string> names, FeatureShape usualInput, Func<Match, NetworkLayout?> layout)
        : this([.. names], usualInput, name => pattern.Match(name) is { Success: true } match ? layout(match) : null)
    {
    }
}
