namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Mixes the images of a batch in pairs: one draw a batch, of mixup or of cutmix, or of either with even chances where both are
/// wanted.
/// </summary>
/// <param name="Mixup">Alpha of mixup (arXiv 1710.09412): shares are drawn from Beta(alpha, alpha). 0 is off.</param>
/// <param name="CutMix">Alpha of cutmix (arXiv 1905.04899). 0 is off.</param>
internal sealed record Mixing(double Mixup, double CutMix)
{
    /// <summary>Leaves the images apart.</summary>
    public static Mixing None { get; } = new(0, 0);

    /// <summary>What happens to the pairs of a batch; null for nothing.</summary>
    public PairMix? Draw(FeatureShape shape, ref RandomStream random)
    {
        if (Mixup == 0 && CutMix == 0)
            return null;
        var cut = Mixup == 0 || (CutMix > 0 && random.NextBoolean());
        return cut ? DrawCut(shape, ref random) : DrawShare(ref random);
    }

    // The pair (a, b) becomes (wa + (1-w)b, wb + (1-w)a), so w and 1-w are the same draw, and the greater leaves each image its
    // name.
    private PairMix DrawShare(ref RandomStream random)
    {
        var share = BetaDistribution.Draw(Mixup, ref random);
        return new PairMix(Math.Max(share, 1 - share), null);
    }

    private PairMix DrawCut(FeatureShape shape, ref RandomStream random)
    {
        var share = 1 - BetaDistribution.Draw(CutMix, ref random);
        var box = shape.IsSignal ? Box.DrawSpan(shape, share, ref random) : DrawBox(shape, share, ref random);
        return new PairMix(1 - (double)box.Area / shape.Area, box);
    }

    // Around a point of the image, so that what sticks out is not cut.
    private static Box DrawBox(FeatureShape shape, double share, ref RandomStream random)
    {
        var side = Math.Sqrt(share);
        var (width, height) = ((int)(shape.Width * side), (int)(shape.Height * side));
        var (x, y) = (random.Next(shape.Width), random.Next(shape.Height));
        var (left, top) = (Math.Max(0, x - width / 2), Math.Max(0, y - height / 2));
        return new Box(left, top, Math.Min(shape.Width, x + width / 2) - left, Math.Min(shape.Height, y + height / 2) - top);
    }
}
