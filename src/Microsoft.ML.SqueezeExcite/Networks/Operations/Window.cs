namespace Microsoft.ML.SqueezeExcite;

/// <summary>The arithmetic of windows that slide over a plane.</summary>
internal static class Window
{
    /// <summary>How many positions a window has in a plane, both ways.</summary>
    public static Extent Positions(FeatureShape plane, Extent kernel, Extent stride, Extent padding, bool ceiling = false) => new(
        Positions(plane.Height, kernel.Height, stride.Height, padding.Height, ceiling),
        Positions(plane.Width, kernel.Width, stride.Width, padding.Width, ceiling));

    /// <summary>
    /// How many positions a window has along one dimension. Rounded up, the last one may stick out, but it never starts beyond
    /// the side and its first padding, as in PyTorch's <c>ceil_mode</c>.
    /// </summary>
    private static int Positions(int size, int kernel, int stride, int padding, bool ceiling)
    {
        if (kernel < 1 || stride < 1 || padding < 0)
            throw new ArgumentException(
                $"a window's kernel and stride must be at least 1 and its padding at least 0, were {kernel}, {stride} and "
                + $"{padding}");
        var room = size + 2 * padding - kernel;
        if (room < 0)
            throw new ArgumentException(
                $"a window of {kernel} does not fit a side of {size} with padding {padding}: the image is too small for this "
                + "network");
        var positions = (room + (ceiling ? stride - 1 : 0)) / stride + 1;
        return ceiling && (positions - 1) * stride >= size + padding ? positions - 1 : positions;
    }
}
