namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Scores batches of images, as they are or averaged with their mirror images. Buffers of its own: for one thread at a time.
/// </summary>
internal sealed class ImageScorer(OnnxScorer scorer, int batchSize, bool mirrorAveraging)
{
    private readonly float[] _pixels = new float[checked(batchSize * scorer.Shape.Count)];
    private readonly float[] _mirrored = mirrorAveraging ? new float[batchSize * scorer.ClassCount] : [];

    /// <summary>Where the values of a row go, (C, H, W).</summary>
    public Memory<float> Row(int row) => _pixels.AsMemory((int)(row * scorer.Shape.Count), (int)scorer.Shape.Count);

    /// <summary>Scores the first rows.</summary>
    public void Score(int rows, float[] scores, long[] classes)
    {
        scorer.Score(_pixels, rows, scores, classes);
        if (!mirrorAveraging)
            return;
        Mirror(_pixels.AsSpan(0, (int)(rows * scorer.Shape.Count)), scorer.Shape.Width);
        scorer.Score(_pixels, rows, _mirrored, classes);
        for (var i = 0; i < rows * scorer.ClassCount; i++)
            scores[i] = (scores[i] + _mirrored[i]) / 2;
        for (var row = 0; row < rows; row++)
            classes[row] = ArgMax(scores.AsSpan(row * scorer.ClassCount, scorer.ClassCount));
    }

    private static void Mirror(Span<float> pixels, int width)
    {
        for (var i = 0; i < pixels.Length; i += width)
            pixels.Slice(i, width).Reverse();
    }

    /// <summary>The index of the greatest score, the first of equal ones.</summary>
    public static int ArgMax(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best])
                best = i;
        }

        return best;
    }
}
