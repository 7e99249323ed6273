namespace Microsoft.ML.Transforms.Image;

/// <summary>
/// The source pixels, and their shares, that make up each target pixel along one axis. The kernel is the Mitchell cubic,
/// which the official API asks for; it is widened when shrinking, so that every source pixel counts and none aliases.
/// </summary>
internal sealed class FilterTable
{
    private const double Radius = 2;

    private readonly int[] _first;
    private readonly float[] _weights;

    /// <param name="sourceLength">Pixels of the source along the axis.</param>
    /// <param name="drawnLength">Target pixels that the whole source covers.</param>
    /// <param name="skipped">Of these, how many before the first one wanted.</param>
    /// <param name="count">How many are wanted.</param>
    public FilterTable(int sourceLength, int drawnLength, int skipped, int count)
    {
        var scale = (double)sourceLength / drawnLength;
        var stretch = Math.Max(1, scale);
        TapCount = Math.Min(sourceLength, (int)Math.Ceiling(Radius * stretch * 2) + 1);
        _first = new int[count];
        _weights = new float[count * TapCount];
        for (var i = 0; i < count; i++)
            Fill(i, (skipped + i + 0.5) * scale, stretch, sourceLength);
    }

    public int TapCount { get; }

    public int First(int target) => _first[target];

    public ReadOnlySpan<float> Weights(int target) => _weights.AsSpan(target * TapCount, TapCount);

    // Beyond the border the outermost pixel goes on, so its weight collects what lies outside.
    private void Fill(int target, double center, double stretch, int sourceLength)
    {
        var low = (int)Math.Floor(center - (Radius * stretch));
        var high = (int)Math.Ceiling(center + (Radius * stretch));
        var first = Math.Clamp(low, 0, sourceLength - TapCount);
        var weights = _weights.AsSpan(target * TapCount, TapCount);
        _first[target] = first;

        var sum = 0.0;
        for (var j = low; j < high; j++)
            sum += Mitchell((j + 0.5 - center) / stretch);
        for (var j = low; j < high; j++)
            weights[Math.Clamp(j, 0, sourceLength - 1) - first] += (float)(Mitchell((j + 0.5 - center) / stretch) / sum);
    }

    private static double Mitchell(double x)
    {
        x = Math.Abs(x);
        return x switch
        {
            < 1 => ((((7 * x) - 12) * x * x) + (16.0 / 3)) / 6,
            < Radius => ((((((-7.0 / 3 * x) + 12) * x) - 20) * x) + (32.0 / 3)) / 6,
            _ => 0,
        };
    }
}
