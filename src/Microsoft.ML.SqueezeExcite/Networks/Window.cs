namespace Microsoft.ML.SqueezeExcite;

/// <summary>The arithmetic of windows that slide over a plane.</summary>
internal static class Window
{
    /// <summary>How many positions a window has along one dimension.</summary>
    public static int Positions(int size, int kernel, int stride, int padding)
    {
        var room = size + 2 * padding - kernel;
        return room >= 0
            ? room / stride + 1
            : throw new ArgumentException($"a window of {kernel} does not fit a side of {size} with padding {padding}: the image is too small for this network");
    }
}
