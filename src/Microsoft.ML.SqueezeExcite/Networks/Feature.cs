namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What a node of the network under construction makes. Each method appends one node that reads it and returns what that
/// node makes, so that an architecture is a chain.
/// </summary>
public readonly struct Feature
{
    private readonly NetworkBuilder _builder;

    internal Feature(NetworkBuilder builder, int index)
    {
        _builder = builder;
        Index = index;
    }

    internal int Index { get; }

    internal string NetworkName => _builder.NetworkName;

    /// <summary>Its shape (C, H, W).</summary>
    public FeatureShape Shape => _builder.Shape(Index);

    /// <summary>A convolution that keeps the plane's size at stride 1.</summary>
    /// <param name="name">The node's name, as checkpoints have it.</param>
    /// <param name="channels">Channels that come out.</param>
    /// <param name="kernel">The size of the kernel, odd both ways.</param>
    /// <param name="stride">The step between positions.</param>
    /// <param name="groups">Groups of channels that do not mix.</param>
    /// <param name="bias">Whether a bias is added; batch norms make it needless.</param>
    public Feature Convolution(string name, int channels, Extent kernel, int stride = 1, int groups = 1, bool bias = false) =>
        _builder.Append(name, new Convolution(Shape.Channels, channels, kernel, stride, kernel.Same, groups, bias), this);

    /// <summary>Batch normalisation over (N, H, W).</summary>
    /// <param name="name">The node's name, as checkpoints have it.</param>
    public Feature BatchNorm(string name) => _builder.Append(name, new BatchNormalization(Shape.Channels), this);

    /// <summary>A linear layer on the flattened feature.</summary>
    /// <param name="name">The node's name, as checkpoints have it.</param>
    /// <param name="count">Elements that come out.</param>
    /// <param name="bias">Whether a bias is added.</param>
    public Feature Linear(string name, int count, bool bias = true) =>
        _builder.Append(name, new Linear(checked((int)Shape.Count), count, bias), this);

    /// <summary>max(0, x).</summary>
    public Feature ReLU() => Activate(ActivationFunction.ReLU);

    /// <summary>An elementwise non-linearity.</summary>
    /// <param name="function">Which one.</param>
    public Feature Activate(ActivationFunction function) =>
        _builder.Append(function.ToString().ToLowerInvariant(), new Activation(function), this);

    /// <summary>The largest value of a window.</summary>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="stride">The step between positions.</param>
    /// <param name="padding">Cells on each side that never win.</param>
    public Feature MaxPool(Extent kernel, Extent stride, Extent padding) =>
        _builder.Append("maxpool", new MaxPool(kernel, stride, padding), this);

    /// <summary>(C, H, W) to (C, 1, 1).</summary>
    /// <param name="kind">What is kept of the plane.</param>
    public Feature GlobalPool(PoolKind kind = PoolKind.Average) => _builder.Append("pool", new GlobalPool(kind), this);

    /// <summary>The elementwise sum.</summary>
    /// <param name="other">A feature of equal shape.</param>
    public Feature Add(Feature other) => _builder.Append("add", new Add(), this, other);

    /// <summary>The paper's F_scale: each channel times its gate.</summary>
    /// <param name="gate">(C, 1, 1), or (C, H, W) where nothing was squeezed.</param>
    public Feature Scale(Feature gate) => _builder.Append("scale", new Scale(), this, gate);

    /// <summary>Names the nodes that <paramref name="body"/> appends below <paramref name="scope"/>.</summary>
    /// <param name="scope">The prefix, without the dot.</param>
    /// <param name="body">Appends nodes.</param>
    public Feature In(string scope, Func<Feature, Feature> body)
    {
        var self = this;
        return _builder.In(scope, () => body(self));
    }
}
