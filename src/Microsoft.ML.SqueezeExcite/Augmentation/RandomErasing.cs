namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Covers a rectangle of some images (arXiv 1708.04896): 2 to 33 % of the area, aspect 0.3 to 3.3, drawn as torchvision's
/// <c>RandomErasing</c> does. It shows the channels' means, which the network sees as zero.
/// </summary>
/// <param name="Probability">The share of the images.</param>
/// <param name="Fill">The value of each channel.</param>
internal sealed record RandomErasing(double Probability, IReadOnlyList<float> Fill) : IPixelStep
{
    private const int Tries = 10;
    private const double MinimumArea = 0.02;
    private const double MaximumArea = 0.33;
    private const double MinimumAspect = 0.3;
    private const double MaximumAspect = 3.3;

    public void Apply(Span<float> image, FeatureShape shape, ref RandomStream random)
    {
        if (random.NextDouble() < Probability && Draw(shape, ref random) is { } box)
            Erase(image, shape, box);
    }

    /// <summary>
    /// The rectangle, smaller than the image in both directions; null if ten tries find none that fits. Of a signal, a part of
    /// its length.
    /// </summary>
    public static Box? Draw(FeatureShape shape, ref RandomStream random)
    {
        if (shape.IsSignal)
            return Box.DrawSpan(shape, random.NextBetween(MinimumArea, MaximumArea), ref random);
        for (var i = 0; i < Tries; i++)
        {
            var area = shape.Area * random.NextBetween(MinimumArea, MaximumArea);
            var aspect = Math.Exp(random.NextBetween(Math.Log(MinimumAspect), Math.Log(MaximumAspect)));
            if (Box.Draw(shape, Math.Sqrt(area / aspect), Math.Sqrt(area * aspect), ref random) is { } box
                && box.Width < shape.Width
                && box.Height < shape.Height)
                return box;
        }

        return null;
    }

    /// <summary>Covers one rectangle.</summary>
    public void Erase(Span<float> image, FeatureShape shape, Box box)
    {
        for (var y = box.Top; y < box.Bottom; y++)
        {
            var row = image.Slice((y * shape.Width + box.Left) * shape.Channels, box.Width * shape.Channels);
            for (var i = 0; i < row.Length; i++)
                row[i] = Fill[i % shape.Channels];
        }
    }
}
