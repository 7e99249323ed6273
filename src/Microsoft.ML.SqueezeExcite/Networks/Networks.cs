namespace Microsoft.ML.SqueezeExcite;

/// <summary>The catalogue: every architecture by name, each with and without Squeeze-and-Excitation.</summary>
public static class Networks
{
    private static readonly NetworkFamily[] Families =
    [
        ResNet.Family,
        ResNet.Signals,
        CifarResNet.Family,
        PreActivationResNet.Family,
        SENet154.Family,
        Vgg.Family,
        BNInception.Family,
        InceptionResNet.Family,
        MobileNet.Family,
        ShuffleNet.Family,
    ];

    /// <summary>The architectures of the catalogue without the block. Some families take other depths and widths too.</summary>
    internal static IReadOnlyList<string> Plain { get; } = [.. Families.SelectMany(family => family.Names)];

    /// <summary>The names in the catalogue, plain networks beside their SE form.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Plain.SelectMany(name => new[] { name, WithBlock(name) })];

    /// <summary>Whether a name is one that <see cref="Create"/> takes.</summary>
    /// <param name="name">The name.</param>
    public static bool Exists(string name) => Find(name) is not null;

    /// <summary>The name of an architecture's network with the block.</summary>
    /// <param name="plain">The name of the one without.</param>
    internal static string WithBlock(string plain) => new NetworkName(plain, HasBlock: true).ToString();

    /// <summary>The shape of the images (C, H, W) that an architecture was published for.</summary>
    /// <param name="name">A name of the catalogue.</param>
    /// <exception cref="ArgumentException">There is no such name.</exception>
    public static FeatureShape UsualInput(string name) => Require(name).Family.UsualInput;

    /// <summary>Lays out a network of the catalogue.</summary>
    /// <param name="name">A name such as <c>se-resnet-50</c>, <c>resnet-50</c> or <c>se-resnet-8-cifar</c>.</param>
    /// <param name="image">The shape of the images (C, H, W).</param>
    /// <param name="classes">The number of classes, at least 2.</param>
    /// <param name="attention">
    /// The block of the SE networks; default <see cref="SqueezeExcitation.Default"/>. The plain ones have none.
    /// </param>
    /// <exception cref="ArgumentException">
    /// There is no such name, the images are too small, or the block does not fit or has no place in the network.
    /// </exception>
    public static Network Create(string name, FeatureShape image, int classes, SqueezeExcitation? attention = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        var (_, layout) = Require(name);
        var block = NetworkName.Parse(name).HasBlock ? attention ?? SqueezeExcitation.Default : SqueezeExcitation.None;
        Network Build(SqueezeExcitation se) => NetworkBuilder.Build(name, image, x => layout(x, classes, se));
        var stages = block.Stages.Resolve(() =>
            Gates(Build(block with { Stages = Stages.All })).Select(node => node.Stage).DefaultIfEmpty(1).Max());
        var network = Build(block with { Stages = stages });
        if (block.Stages != Stages.None && !Gates(network).Any())
            throw new ArgumentException(
                $"{name} has no place for an SE block with placement {block.Placement} in stages {block.Stages}",
                nameof(attention));
        return new Network(name, network.Nodes) { Attention = block with { Stages = stages } };
    }

    private static IEnumerable<NetworkNode> Gates(Network network) => network.Nodes.Where(node => node.Operation is Scale);

    /// <summary>What to do about a name that there is not.</summary>
    internal static string Advice(string name) =>
        Suggestion.Text(name, Names, "Networks.Names lists them, and se-trainer summary --all");

    private static (NetworkFamily Family, NetworkLayout Layout) Require(string name) =>
        Find(name)
        ?? throw new ArgumentException($"there is no architecture '{name}': {Advice(name)}", nameof(name));

    private static (NetworkFamily Family, NetworkLayout Layout)? Find(string name)
    {
        var plain = NetworkName.Parse(name).Plain;
        foreach (var family in Families)
            if (family.Find(plain) is { } layout)
                return (family, layout);
        return null;
    }
}
