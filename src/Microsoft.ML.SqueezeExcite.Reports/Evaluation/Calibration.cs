namespace Microsoft.ML.SqueezeExcite.Reports;

/// <summary>
/// How well the score of the predicted class tells the share that is right (Guo et al., arXiv 1706.04599): bins of equal width.
/// </summary>
/// <param name="Bins">The bins that have images, from low scores to high ones.</param>
internal sealed record Calibration(IReadOnlyList<CalibrationBin> Bins)
{
    private const int BinCount = 10;

    /// <summary>Sorts images into bins. A score on the border belongs to the lower bin, as in the paper.</summary>
    public static Calibration Of(ScoredSet scored) => new(
    [
        .. scored.Images.GroupBy(image => Math.Clamp((int)MathF.Ceiling(image.Score * BinCount) - 1, 0, BinCount - 1))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(
                (double)bin.Key / BinCount,
                (bin.Key + 1.0) / BinCount,
                bin.Count(),
                bin.Average(image => (double)image.Score),
                bin.Average(image => image.IsRight ? 1.0 : 0.0))),
    ]);

    /// <summary>The expected calibration error: the mean distance of score and accuracy, over the images.</summary>
    public double ExpectedError =>
        Bins.Sum(bin => bin.Images * Math.Abs(bin.Score - bin.Accuracy)) / Bins.Sum(bin => bin.Images);
}

/// <summary>The images whose highest score is in a range.</summary>
/// <param name="From">The lower end of the range, which is not in it.</param>
/// <param name="To">The upper end.</param>
/// <param name="Images">How many there are.</param>
/// <param name="Score">Their mean score.</param>
/// <param name="Accuracy">The share that is right.</param>
internal sealed record CalibrationBin(double From, double To, int Images, double Score, double Accuracy);
