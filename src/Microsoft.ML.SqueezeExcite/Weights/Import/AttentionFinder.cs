namespace Microsoft.ML.SqueezeExcite;

/// <summary>Finds the block's sizes from the shapes of its weights: what sources chose differs from network to network.</summary>
internal static class AttentionFinder
{
    private const string First = "se.fc1";

    // The paper's rounding, timm's, and rounding up.
    private static readonly (WidthRounding Rounding, int Divisor)[] Roundings =
    [
        (WidthRounding.Floor, 1),
        (WidthRounding.Nearest, 8),
        (WidthRounding.Ceiling, 1),
    ];

    /// <summary>
    /// The block that was asked for, with the ratio, the rounding and the biases that the weights have; itself where they fit, or
    /// where there is none.
    /// </summary>
    /// <param name="tensors">The tensors by our names.</param>
    /// <param name="attention">The block that was asked for.</param>
    public static SqueezeExcitation Find(IReadOnlyDictionary<string, StoredTensor> tensors, SqueezeExcitation attention)
    {
        var widths = Widths(tensors);
        if (widths.Count == 0)
            return attention;
        attention = attention with { Bias = tensors.Keys.Any(name => IsOf(name, "bias")) };
        int[] ratios = [attention.ReductionRatio, SqueezeExcitation.Default.ReductionRatio, .. Enumerable.Range(1, 512)];
        var candidates =
            from rounding in Roundings
            from ratio in ratios
            select attention with
            {
                ReductionRatio = ratio,
                Rounding = rounding.Rounding,
                WidthDivisor = rounding.Divisor,
            };
        return candidates.Prepend(attention)
                .FirstOrDefault(candidate => widths.All(width => candidate.HiddenWidth(width.Channels) == width.Hidden))
            ?? attention;
    }

    /// <summary>The block's sizes, for people.</summary>
    public static string Describe(SqueezeExcitation attention)
    {
        var rounding = (attention.Rounding, attention.WidthDivisor) == (WidthRounding.Floor, 1)
            ? ""
            : $", hidden widths rounded ({attention.Rounding}) to multiples of {attention.WidthDivisor}";
        return $"reduction ratio {attention.ReductionRatio}{rounding}, {(attention.Bias ? "with" : "without")} biases";
    }

    private static HashSet<(int Channels, int Hidden)> Widths(IReadOnlyDictionary<string, StoredTensor> tensors) =>
        [
            .. tensors.Where(tensor =>
                    IsOf(tensor.Key, "weight") && tensor.Value.Shape is [> 0 and < int.MaxValue, > 0 and < int.MaxValue, ..])
                .Select(tensor => ((int)tensor.Value.Shape[1], (int)tensor.Value.Shape[0])),
        ];

    private static bool IsOf(string name, string parameter) =>
        name == $"{First}.{parameter}" || name.EndsWith($".{First}.{parameter}", StringComparison.Ordinal);
}
