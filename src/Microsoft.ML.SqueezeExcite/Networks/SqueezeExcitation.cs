namespace Microsoft.ML.SqueezeExcite;

/// <summary>What the squeeze keeps of a channel's plane (arXiv 1709.01507, section 6.2).</summary>
public enum SqueezeKind
{
    /// <summary>The mean.</summary>
    Average,

    /// <summary>The largest value.</summary>
    Max,

    /// <summary>Everything: no pooling, a gate for each position (the paper's NoSqueeze).</summary>
    None,
}

/// <summary>Where the block stands in a residual unit (arXiv 1709.01507, figure 5).</summary>
public enum SqueezeExcitationPlacement
{
    /// <summary>On the residual branch, before the addition.</summary>
    Standard,

    /// <summary>Before the residual unit's branch.</summary>
    Pre,

    /// <summary>After the addition and its non-linearity.</summary>
    Post,

    /// <summary>On the shortcut.</summary>
    Identity,

    /// <summary>Inside the branch, after its 3x3 convolution: the paper's SE_3x3.</summary>
    Inside3x3,
}

/// <summary>How the width of the hidden layer is rounded.</summary>
public enum WidthRounding
{
    /// <summary>Down.</summary>
    Floor,

    /// <summary>Up.</summary>
    Ceiling,

    /// <summary>To the nearest, halves up: timm's <c>make_divisible</c>.</summary>
    Nearest,
}

/// <summary>
/// The Squeeze-and-Excitation block as a value: z = squeeze(u), s = gate(W2 relu(W1 z)), y = s * u (arXiv 1709.01507,
/// equations 2 to 4). Every architecture takes one; <see cref="None"/> is the identity.
/// </summary>
public sealed record SqueezeExcitation
{
    /// <summary>No attention: the plain network.</summary>
    public static SqueezeExcitation None { get; } = new() { Stages = Stages.None };

    /// <summary>The paper's block: ratio 16, average squeeze, sigmoid gate, on the residual branch of every unit.</summary>
    public static SqueezeExcitation Default { get; } = new();

    /// <summary>r: the hidden layer has C / r units, rounded, at least 1. Default 16.</summary>
    [Setting("r: the block's hidden layer has C / r units.", AtLeast = 1)]
    public int ReductionRatio { get; init; } = 16;

    /// <summary>How C / r is rounded. Default down, as the authors do.</summary>
    [Setting("How C / r is rounded.", Name = "hiddenWidthRounding")]
    public WidthRounding Rounding { get; init; } = WidthRounding.Floor;

    /// <summary>
    /// What the hidden width is a multiple of, at least 1. Default 1; timm's networks have 8 with
    /// <see cref="WidthRounding.Nearest"/>.
    /// </summary>
    [Setting("What the hidden width is a multiple of.", Name = "hiddenWidthDivisor", AtLeast = 1)]
    public int WidthDivisor { get; init; } = 1;

    /// <summary>The squeeze. Default average.</summary>
    [Setting("What the squeeze keeps of a channel.")]
    public SqueezeKind Squeeze { get; init; } = SqueezeKind.Average;

    /// <summary>The gate's non-linearity. Default sigmoid.</summary>
    [Setting("The gate's non-linearity.")]
    public ActivationFunction Gate { get; init; } = ActivationFunction.Sigmoid;

    /// <summary>Where the block stands in a residual unit. Default on the residual branch.</summary>
    [Setting("Where the block stands in a unit.")]
    public SqueezeExcitationPlacement Placement { get; init; } = SqueezeExcitationPlacement.Standard;

    /// <summary>The stages that have the block. Default all.</summary>
    [Setting("The stages with the block: all, none, all-but-last, 2,3 or all-but-4,5.")]
    public Stages Stages { get; init; } = Stages.All;

    /// <summary>Whether the two layers have biases, as the authors' released models do. Default true.</summary>
    [Setting("Whether the block's layers have biases.", Name = "attentionBias")]
    public bool Bias { get; init; } = true;

    /// <summary>The width of the hidden layer for a number of channels.</summary>
    /// <param name="channels">C.</param>
    public int HiddenWidth(int channels)
    {
        var multiples = (double)channels / ReductionRatio / WidthDivisor;
        var rounded = Rounding switch
        {
            WidthRounding.Ceiling => Math.Ceiling(multiples),
            WidthRounding.Nearest => Math.Floor(multiples + 0.5),
            _ => Math.Floor(multiples),
        };
        return Math.Max(1, (int)rounded) * WidthDivisor;
    }

    /// <summary>The block on <paramref name="u"/>, or <paramref name="u"/> itself where the block does not stand.</summary>
    /// <param name="u">A feature map.</param>
    /// <param name="place">The place in the residual unit, or in what stands for one.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The reduction ratio is below 1 or above the number of channels, or the divisor is below 1.
    /// </exception>
    public Feature At(Feature u, SqueezeExcitationPlacement place)
    {
        if (place != Placement || !Stages.Contains(u.Stage))
            return u;
        RequireFit(u.Shape.Channels, $"{u.Shape.Channels}, the number of channels at stage {u.Stage} of {u.NetworkName}");
        return u.In("se", Block);
    }

    /// <summary>Checks that the hidden layer fits a number of channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The reduction ratio or the divisor is out of its range.</exception>
    internal void RequireFit(int channels, string limit)
    {
        if (WidthDivisor < 1)
            throw new ArgumentOutOfRangeException(
                nameof(WidthDivisor),
                WidthDivisor,
                $"HiddenWidthDivisor must be at least 1, was {WidthDivisor}");
        if (ReductionRatio < 1 || (Rounding == WidthRounding.Floor && WidthDivisor == 1 && ReductionRatio > channels))
            throw new ArgumentOutOfRangeException(
                nameof(ReductionRatio),
                ReductionRatio,
                $"ReductionRatio must be between 1 and {limit}, was {ReductionRatio}");
    }

    /// <summary>u (C, H, W) -> z (C, 1, 1) -> hidden (C / r, 1, 1) -> s (C, 1, 1) -> s * u (C, H, W)</summary>
    internal Feature Block(Feature u)
    {
        var z = Squeeze switch
        {
            SqueezeKind.None => u,
            SqueezeKind.Max => u.GlobalPool(PoolKind.Max),
            _ => u.GlobalPool(),
        };
        var s = z.Convolution("fc1", HiddenWidth(u.Shape.Channels), 1, bias: Bias).ReLU()
            .Convolution("fc2", u.Shape.Channels, 1, bias: Bias).Activate(Gate);
        return u.Scale(s);
    }
}
