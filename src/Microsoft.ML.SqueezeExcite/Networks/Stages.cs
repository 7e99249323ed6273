namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A set of a network's stages, numbered as the paper numbers them: the stem is stage 1, the residual stages are 2 to 5 in an
/// ImageNet ResNet (conv2_x to conv5_x) and 2 to 4 in a CIFAR ResNet.
/// </summary>
public readonly record struct Stages
{
    private readonly uint _members;

    private Stages(uint members) => _members = members;

    /// <summary>Every stage.</summary>
    public static Stages All { get; } = new(uint.MaxValue);

    /// <summary>No stage.</summary>
    public static Stages None { get; }

    /// <summary>These stages alone.</summary>
    /// <param name="stages">Stages, 1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stage is not from 1 to 31.</exception>
    public static Stages Only(params ReadOnlySpan<int> stages) => new(Bits(stages));

    /// <summary>All stages but these.</summary>
    /// <param name="stages">Stages, 1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stage is not from 1 to 31.</exception>
    public static Stages AllBut(params ReadOnlySpan<int> stages) => new(~Bits(stages));

    /// <summary>Whether a stage is in the set.</summary>
    /// <param name="stage">The stage.</param>
    public bool Contains(int stage) => (_members >> stage & 1) != 0;

    /// <inheritdoc/>
    public override string ToString()
    {
        var set = this;
        return this == All ? "all" : this == None ? "none" : string.Join(',', Enumerable.Range(1, 31).Where(s => set.Contains(s)));
    }

    private static uint Bits(ReadOnlySpan<int> stages)
    {
        var bits = 0u;
        foreach (var stage in stages)
        {
            if (stage is < 1 or > 31)
                throw new ArgumentOutOfRangeException(nameof(stages), stage, $"a stage must be between 1 and 31, was {stage}");
            bits |= 1u << stage;
        }

        return bits;
    }
}
