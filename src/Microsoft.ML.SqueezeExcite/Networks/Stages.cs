using System.Globalization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A set of a network's stages, numbered as the paper numbers them: the stem is stage 1, the residual stages are 2 to 5 in an
/// ImageNet ResNet (conv2_x to conv5_x) and 2 to 4 in a CIFAR ResNet.
/// </summary>
public readonly record struct Stages
{
    private const string AllButPrefix = "all-but-";

    private readonly uint _members;
    private readonly bool _butLast;

    private Stages(uint members, bool butLast = false) => (_members, _butLast) = (members, butLast);

    /// <summary>Every stage.</summary>
    public static Stages All { get; } = new(uint.MaxValue);

    /// <summary>No stage.</summary>
    public static Stages None { get; }

    /// <summary>
    /// All stages but the network's last one that the block could stand in: arXiv 1709.01507, section 3, saves most of the
    /// block's parameters so, at little loss. For networks of the catalogue; in one laid out by hand the stages are named.
    /// </summary>
    public static Stages AllButLast { get; } = new(uint.MaxValue, butLast: true);

    /// <summary>These stages alone.</summary>
    /// <param name="stages">Stages, 1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stage is not from 1 to 31.</exception>
    public static Stages Only(params ReadOnlySpan<int> stages) => new(Bits(stages));

    /// <summary>All stages but these.</summary>
    /// <param name="stages">Stages, 1 to 31.</param>
    /// <exception cref="ArgumentOutOfRangeException">A stage is not from 1 to 31.</exception>
    public static Stages AllBut(params ReadOnlySpan<int> stages) => new(~Bits(stages));

    /// <summary>Reads <c>all</c>, <c>none</c>, <c>all-but-last</c>, <c>2,3</c> (these alone) or <c>all-but-4,5</c>.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is not one of these.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stage is not from 1 to 31.</exception>
    public static Stages Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text switch
        {
            "all" => All,
            "none" => None,
            "all-but-last" => AllButLast,
            _ => text.StartsWith(AllButPrefix, StringComparison.Ordinal)
                ? AllBut(Numbers(text[AllButPrefix.Length..]))
                : Only(Numbers(text)),
        };

        int[] Numbers(string list) =>
            [
                .. list.Split(',')
                    .Select(part =>
                        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var stage)
                            ? stage
                            : throw new FormatException(
                                $"stages must be all, none, all-but-last, a list such as 2,3 or all-but-4,5, was '{text}'")),
            ];
    }

    /// <summary>Whether a stage is in the set.</summary>
    /// <param name="stage">The stage.</param>
    /// <exception cref="InvalidOperationException">
    /// The set is <see cref="AllButLast"/>, and the network's last stage is not known.
    /// </exception>
    public bool Contains(int stage) =>
        _butLast
            ? throw new InvalidOperationException(
                "which stage is the last one is known in networks of the catalogue only: name the stages")
            : (_members >> stage & 1) != 0;

    /// <summary>The set in a network whose last stage is known.</summary>
    /// <param name="last">Finds it, where it is needed.</param>
    internal Stages Resolve(Func<int> last) => _butLast ? AllBut(last()) : this;

    /// <summary>The text that <see cref="Parse"/> reads.</summary>
    public override string ToString()
    {
        var set = this;
        if (this == All)
            return "all";
        if (this == None)
            return "none";
        if (_butLast)
            return "all-but-last";
        var inverse = (_members & 1) != 0;
        var listed = string.Join(',', Enumerable.Range(1, 31).Where(s => set.Contains(s) != inverse));
        return inverse ? AllButPrefix + listed : listed;
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
