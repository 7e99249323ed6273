namespace Microsoft.ML.SqueezeExcite;

/// <summary>What to train: a network by its name in the catalogue, or one of the user's own.</summary>
public sealed class Architecture
{
    private readonly Network? _network;

    private Architecture(string name, Network? network) => (Name, _network) = (name, network);

    /// <summary>The network's name.</summary>
    public string Name { get; }

    /// <summary>A network of the catalogue, such as <c>se-resnet-50</c>.</summary>
    /// <param name="name">Its name.</param>
    public static implicit operator Architecture(string name) => new(name, null);

    /// <summary>A network that was laid out by hand.</summary>
    /// <param name="network">The network.</param>
    public static implicit operator Architecture(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new(network.Name, network);
    }

    /// <summary>Whether it is one of the catalogue's, which are laid out for the images.</summary>
    internal bool IsOfCatalogue => _network is null;

    /// <summary>Whether there is such a network.</summary>
    internal bool Exists => _network is not null || Networks.Exists(Name);

    /// <summary>
    /// Whether it has a place for an SE block that is given beside it: the catalogue's networks with the block have.
    /// </summary>
    internal bool TakesAttention => _network is null && NetworkName.Parse(Name).HasBlock;

    /// <summary>The network for images of a shape and a number of classes.</summary>
    /// <exception cref="ArgumentException">
    /// The user's own network was laid out for others, or does not end with a linear layer; or the catalogue's does not fit the
    /// images.
    /// </exception>
    internal Network Build(FeatureShape image, int classes, SqueezeExcitation? attention)
    {
        if (_network is null)
            return Networks.Create(Name, image, classes, attention);
        if (_network.Head.Operation is not Linear)
            throw new ArgumentException(
                $"the network {Name} must end with a linear layer, which makes the logits, but its last node is "
                + $"{_network.Head.Name}");
        if (_network.Input.Channels != image.Channels || _network.ClassCount != classes)
            throw new ArgumentException(
                $"the network {Name} takes {_network.Input.Channels} channels to {_network.ClassCount} classes, but the data has "
                + $"{image.Channels} channels and {classes} classes");
        return _network.WithInput(image);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
