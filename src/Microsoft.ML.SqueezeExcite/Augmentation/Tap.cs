namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The two neighbours along an axis that a point is read from, with their weights; a weight is zero where there is no pixel.
/// </summary>
internal readonly record struct Tap(int First, int Second, float FirstWeight, float SecondWeight)
{
    /// <summary>The share of the point that no pixel covers.</summary>
    public float Missing => 1 - FirstWeight - SecondWeight;

    /// <summary>The neighbours of a point.</summary>
    /// <param name="point">The point, in pixels from the outer corner.</param>
    /// <param name="start">The first pixel there is.</param>
    /// <param name="end">The pixel after the last there is.</param>
    /// <param name="extend">Whether the edge pixels go on outwards.</param>
    public static Tap At(double point, int start, int end, bool extend)
    {
        var middle = Math.Clamp(point - 0.5, start - 1, end);
        var floor = Math.Floor(middle);
        var (first, weight) = ((int)floor, (float)(middle - floor));
        return new Tap(
            Math.Clamp(first, start, end - 1),
            Math.Clamp(first + 1, start, end - 1),
            extend || (first >= start && first < end) ? 1 - weight : 0,
            extend || (first + 1 >= start && first + 1 < end) ? weight : 0);
    }

    /// <summary>The neighbours of the middles of pixels along an axis.</summary>
    public static void Fill(Span<Tap> taps, double step, double start, (int Start, int End) pixels, bool extend)
    {
        for (var i = 0; i < taps.Length; i++)
            taps[i] = At(step * (i + 0.5) + start, pixels.Start, pixels.End, extend);
    }
}
