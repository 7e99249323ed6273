namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Where the pixels of a result come from: the point (x, y) of the result shows the point (XX x + XY y + X0, YX x + YY y + Y0) of
/// the source. Both are measured in pixels from the outer corner of the top left pixel, so that a pixel's middle lies at a half.
/// </summary>
/// <param name="XX">Source columns a column.</param>
/// <param name="XY">Source columns a row.</param>
/// <param name="X0">The source column of the corner.</param>
/// <param name="YX">Source rows a column.</param>
/// <param name="YY">Source rows a row.</param>
/// <param name="Y0">The source row of the corner.</param>
/// <param name="Crop">
/// The part of the source that may be seen, its edge pixels going on outwards; null for all of it, the fill beyond.
/// </param>
internal readonly record struct AffineMap(double XX, double XY, double X0, double YX, double YY, double Y0, Box? Crop = null)
{
    /// <summary>Whether rows stay rows.</summary>
    public bool IsStraight => XY == 0 && YX == 0;

    /// <summary>A box, stretched to the result.</summary>
    public static AffineMap Of(Box box, FeatureShape to) =>
        new((double)box.Width / to.Width, 0, box.Left, 0, (double)box.Height / to.Height, box.Top, box);

    /// <summary>The largest part in the middle that has the result's proportions.</summary>
    public static AffineMap Centre(FeatureShape from, FeatureShape to)
    {
        var scale = Math.Min((double)from.Width / to.Width, (double)from.Height / to.Height);
        return Of(
            Box.Centre(from, Math.Max(1, (int)Math.Round(scale * to.Width)), Math.Max(1, (int)Math.Round(scale * to.Height))),
            to);
    }

    /// <summary>The map that takes a point of the result through <paramref name="move"/> and then through this.</summary>
    public AffineMap After(AffineMap move) => new(
        XX * move.XX + XY * move.YX,
        XX * move.XY + XY * move.YY,
        XX * move.X0 + XY * move.Y0 + X0,
        YX * move.XX + YY * move.YX,
        YX * move.XY + YY * move.YY,
        YX * move.X0 + YY * move.Y0 + Y0);

    public double X(double x, double y) => XX * x + XY * y + X0;

    public double Y(double x, double y) => YX * x + YY * y + Y0;
}
