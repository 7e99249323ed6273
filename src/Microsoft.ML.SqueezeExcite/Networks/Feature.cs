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

    internal int Stage => _builder.Stage;

    /// <summary>Its shape (C, H, W).</summary>
    public FeatureShape Shape => _builder.Shape(Index);

    /// <summary>A convolution; at stride 1 it keeps the plane's size unless told otherwise.</summary>
    /// <param name="name">The node's name, as checkpoints have it.</param>
    /// <param name="channels">Channels that come out.</param>
    /// <param name="kernel">The size of the kernel.</param>
    /// <param name="stride">The step between positions. Default 1.</param>
    /// <param name="groups">Groups of channels that do not mix. Default 1.</param>
    /// <param name="bias">Whether a bias is added; batch norms make it needless. Default false.</param>
    /// <param name="padding">Zeros on each side. Default half of the kernel.</param>
    public Feature Convolution(
        string name,
        int channels,
        Extent kernel,
        Extent? stride = null,
        int groups = 1,
        bool bias = false,
        Extent? padding = null) =>
        _builder.Append(
            name,
            new Convolution(Shape.Channels, channels, kernel, stride ?? 1, padding ?? kernel.Same, groups, bias),
            this);

    /// <summary>A convolution of each channel with a kernel of its own.</summary>
    /// <param name="name">The node's name, as checkpoints have it.</param>
    /// <param name="kernel">The size of the kernel, odd both ways.</param>
    /// <param name="stride">The step between positions. Default 1.</param>
    public Feature DepthwiseConvolution(string name, Extent kernel, Extent? stride = null) =>
        Convolution(name, Shape.Channels, kernel, stride, groups: Shape.Channels);

    /// <summary>Batch normalisation over (N, H, W).</summary>
    /// <param name="name">The node's name, as checkpoints have it.</param>
    /// <param name="epsilon">What is added to the variance. Default 1e-5.</param>
    public Feature BatchNorm(string name, double epsilon = 1e-5) =>
        _builder.Append(name, new BatchNormalization(Shape.Channels, epsilon), this);

    /// <summary>A linear layer on the flattened feature.</summary>
    /// <param name="name">The node's name, as checkpoints have it.</param>
    /// <param name="count">Elements that come out.</param>
    /// <param name="bias">Whether a bias is added. Default true.</param>
    public Feature Linear(string name, int count, bool bias = true) =>
        _builder.Append(name, new Linear(checked((int)Shape.Count), count, bias), this);

    /// <summary>max(0, x).</summary>
    public Feature ReLU() => Activate(ActivationFunction.ReLU);

    /// <summary>An elementwise non-linearity.</summary>
    /// <param name="function">Which one.</param>
    public Feature Activate(ActivationFunction function) =>
        _builder.Append(function.ToString().ToLowerInvariant(), new Activation(function), this);

    /// <summary>Zeros at random, in training only.</summary>
    /// <param name="probability">The probability of a zero, from 0 up to but not including 1.</param>
    public Feature Dropout(double probability) => _builder.Append("dropout", new Dropout(probability), this);

    /// <summary>The largest value of a window.</summary>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="stride">The step between positions.</param>
    /// <param name="padding">Cells on each side that never win.</param>
    /// <param name="ceiling">Whether the last window may stick out, as in Caffe. Default false.</param>
    public Feature MaxPool(Extent kernel, Extent stride, Extent padding, bool ceiling = false) =>
        _builder.Append("maxpool", new MaxPool(kernel, stride, padding, ceiling), this);

    /// <summary>The mean of a window.</summary>
    /// <param name="kernel">The size of the window.</param>
    /// <param name="stride">The step between positions.</param>
    /// <param name="padding">Zeros on each side.</param>
    /// <param name="countPadding">Whether the zeros count in the mean. Default true.</param>
    public Feature AveragePool(Extent kernel, Extent stride, Extent padding, bool countPadding = true) =>
        _builder.Append("avgpool", new AveragePool(kernel, stride, padding, countPadding), this);

    /// <summary>(C, H, W) to (C, 1, 1).</summary>
    /// <param name="kind">What is kept of the plane. Default the mean.</param>
    public Feature GlobalPool(PoolKind kind = PoolKind.Average) => _builder.Append("pool", new GlobalPool(kind), this);

    /// <summary>The elementwise sum.</summary>
    /// <param name="other">A feature of equal shape.</param>
    public Feature Add(Feature other) => _builder.Append("add", new Add(), this, other);

    /// <summary>The paper's F_scale: each channel times its gate.</summary>
    /// <param name="gate">(C, 1, 1), or (C, H, W) where nothing was squeezed.</param>
    public Feature Scale(Feature gate) => _builder.Append("scale", new Scale(), this, gate);

    /// <summary>Each element times a constant.</summary>
    /// <param name="factor">The constant.</param>
    public Feature Multiply(double factor) => _builder.Append("multiply", new Multiply(factor), this);

    /// <summary>This feature's channels and then those of others.</summary>
    /// <param name="others">Features of equal planes.</param>
    public Feature Concatenate(params ReadOnlySpan<Feature> others) =>
        _builder.Append("concat", new Concatenation(), [this, .. others]);

    /// <summary>ShuffleNet's channel shuffle; one group has nothing to shuffle.</summary>
    /// <param name="groups">The number of groups, a divisor of the channels.</param>
    public Feature ChannelShuffle(int groups) =>
        groups == 1 ? this : _builder.Append("shuffle", new ChannelShuffle(groups), this);

    /// <summary>Names the nodes that <paramref name="body"/> appends below <paramref name="scope"/>.</summary>
    /// <param name="scope">The prefix, without the dot.</param>
    /// <param name="body">Appends nodes.</param>
    public Feature In(string scope, Func<Feature, Feature> body)
    {
        var self = this;
        return _builder.In(scope, () => body(self));
    }

    /// <summary>From here on, nodes belong to a stage of the network.</summary>
    /// <param name="stage">The stage, as <see cref="Stages"/> counts them; the stem is stage 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stage is not from 1 to 31.</exception>
    public Feature AtStage(int stage)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stage, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stage, 31);
        _builder.Stage = stage;
        return this;
    }
}
