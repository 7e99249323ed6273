namespace Microsoft.ML.SqueezeExcite;

/// <summary>Measures how long a fitted classifier takes for an image, by the session that scores views.</summary>
internal static class ScoringLatency
{
    private const int Warmup = 5;
    private const int Runs = 41;

    /// <summary>The median, in milliseconds, for one image at a time on one core.</summary>
    public static double Milliseconds(SeNetTransformer model, ImageSet images, TimeProvider time)
    {
        using var scorer = model.OpenScorer(threads: 1);
        var (scores, classes) = (new float[scorer.ClassCount], new long[1]);
        var planar = Planar(images.Pixels);
        var times = new double[Runs];
        for (var run = -Warmup; run < Runs; run++)
        {
            var start = time.GetTimestamp();
            scorer.Score(planar, 1, scores, classes);
            if (run >= 0)
                times[run] = time.GetElapsedTime(start).TotalMilliseconds;
        }

        times.AsSpan().Sort();
        return times[Runs / 2];
    }

    // The first image, (H, W, C) -> (C, H, W)
    private static float[] Planar(PixelStore pixels)
    {
        var (shape, interleaved, planar) = (pixels.Shape, new float[pixels.Shape.Count], new float[pixels.Shape.Count]);
        pixels.Read(0, interleaved);
        for (var i = 0; i < planar.Length; i++)
            planar[i % shape.Channels * shape.Area + i / shape.Channels] = interleaved[i];
        return planar;
    }
}
