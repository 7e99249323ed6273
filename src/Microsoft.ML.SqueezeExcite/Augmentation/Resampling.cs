namespace Microsoft.ML.SqueezeExcite;

/// <summary>Samples an image at the points that an <see cref="AffineMap"/> says, bilinearly and without antialiasing.</summary>
internal static class Resampling
{
    public static void Run(
        ReadOnlySpan<float> source,
        FeatureShape from,
        AffineMap placement,
        IReadOnlyList<float> fill,
        Span<float> target,
        FeatureShape to)
    {
        Span<float> background = stackalloc float[from.Channels <= 64 ? from.Channels : 0];
        background = background.IsEmpty ? new float[from.Channels] : background;
        for (var c = 0; c < background.Length; c++)
            background[c] = fill.Count > c ? fill[c] : 0;
        if (placement.IsStraight)
            StraightResampling.Run(source, from, placement, background, target, to);
        else
            TurnedResampling.Run(source, from, placement, background, target, to);
    }
}
