namespace Microsoft.ML.SqueezeExcite;

/// <summary>Shapes that tensors have in files.</summary>
internal static class TensorShape
{
    /// <summary>
    /// Whether a stored tensor is one of the network's, element for element: the same shape, a linear layer for a 1x1 convolution
    /// or the reverse, or a one-dimensional convolution for one of a plane that is one row high.
    /// </summary>
    public static bool Fits(IReadOnlyList<long> stored, IReadOnlyList<int> shape)
    {
        long[] wanted = [.. shape.Select(size => (long)size)];
        return Trimmed(stored).SequenceEqual(Trimmed(wanted))
            || (wanted is [var o, var i, 1, var k] && stored.SequenceEqual([o, i, k]));
    }

    private static IEnumerable<long> Trimmed(IReadOnlyList<long> shape) => shape.Reverse().SkipWhile(size => size == 1).Reverse();
}
