namespace Microsoft.ML.SqueezeExcite;

/// <summary>Turns the image about its middle, by an angle drawn evenly.</summary>
/// <param name="Degrees">The greatest angle, to either side.</param>
internal sealed record Rotation(double Degrees) : IGeometricStep
{
    public AffineMap Map(AffineMap before, FeatureShape from, FeatureShape to, ref RandomStream random) =>
        Turn(before, to, random.NextBetween(-Degrees, Degrees));

    /// <summary>The image turned counter-clockwise.</summary>
    public static AffineMap Turn(AffineMap before, FeatureShape to, double degrees)
    {
        if (degrees == 0)
            return before;
        var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
        var (x, y) = (to.Width / 2.0, to.Height / 2.0);
        return before.After(new AffineMap(cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y));
    }
}
