namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A part of the source of random size and proportions, stretched to the result: the crop of "Going deeper with convolutions"
/// (arXiv 1409.4842), drawn as torchvision's <c>RandomResizedCrop</c> draws it. The first of the geometric steps.
/// </summary>
/// <param name="MinimumArea">The least share of the source's area.</param>
internal sealed record RandomSizeCrop(double MinimumArea) : IGeometricStep
{
    private const int Tries = 10;
    private const double MinimumAspect = 3.0 / 4;
    private const double MaximumAspect = 4.0 / 3;

    public AffineMap Map(AffineMap before, FeatureShape from, FeatureShape to, ref RandomStream random) =>
        AffineMap.Of(Draw(from, ref random), to);

    /// <summary>
    /// The part: ten tries to fit one, then the largest in the middle whose proportions are allowed. A signal has no proportions
    /// to keep.
    /// </summary>
    public Box Draw(FeatureShape from, ref RandomStream random)
    {
        if (from.IsSignal)
            return Box.DrawSpan(from, random.NextBetween(MinimumArea, 1), ref random);
        for (var i = 0; i < Tries; i++)
        {
            var area = from.Area * random.NextBetween(MinimumArea, 1);
            var aspect = Math.Exp(random.NextBetween(Math.Log(MinimumAspect), Math.Log(MaximumAspect)));
            if (Box.Draw(from, Math.Sqrt(area * aspect), Math.Sqrt(area / aspect), ref random) is { } box)
                return box;
        }

        var aspectOfAll = (double)from.Width / from.Height;
        return Box.Centre(
            from,
            aspectOfAll > MaximumAspect ? (int)Math.Round(from.Height * MaximumAspect) : from.Width,
            aspectOfAll < MinimumAspect ? (int)Math.Round(from.Width / MinimumAspect) : from.Height);
    }
}
