namespace Microsoft.ML.SqueezeExcite;

/// <summary>How a parameter gets its first value.</summary>
internal enum Initialization
{
    /// <summary>All zero.</summary>
    Zeros,

    /// <summary>All one.</summary>
    Ones,

    /// <summary>
    /// Normal with variance 2 / fan-out: He et al., arXiv 1502.01852; PyTorch's <c>kaiming_normal_(mode="fan_out")</c>.
    /// </summary>
    HeFanOut,

    /// <summary>Uniform within 1 / sqrt(fan-in) of zero: PyTorch's default for linear layers.</summary>
    UniformFanIn,
}

/// <summary>One trainable tensor of an operation.</summary>
/// <param name="Name">Its name below the node's, as PyTorch has it: <c>weight</c>, <c>bias</c>.</param>
/// <param name="Shape">Its shape, PyTorch's order of dimensions.</param>
/// <param name="Initialization">How it gets its first value.</param>
/// <param name="FanIn">The number of inputs that one output element is made from.</param>
/// <param name="FanOut">The number of outputs that one input element goes into.</param>
internal readonly record struct ParameterSpec(
    string Name, IReadOnlyList<int> Shape, Initialization Initialization, int FanIn, int FanOut)
{
    /// <summary>The number of elements.</summary>
    public long Count => Shape.Aggregate(1L, (count, size) => count * size);
}
