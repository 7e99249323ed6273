namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Changes brightness, contrast, saturation and hue, in an order that is drawn too, as torchvision's <c>ColorJitter</c>: factors
/// evenly from [max(0, 1 - v), 1 + v], the hue's turn from [-v, v]. Grey images have neither saturation nor hue.
/// </summary>
/// <param name="Brightness">v of the brightness.</param>
/// <param name="Contrast">v of the contrast.</param>
/// <param name="Saturation">v of the saturation.</param>
/// <param name="Hue">v of the hue, in turns.</param>
internal sealed record ColorJitter(double Brightness, double Contrast, double Saturation, double Hue) : IPixelStep
{
    public void Apply(Span<float> image, FeatureShape shape, ref RandomStream random)
    {
        Span<int> order = [0, 1, 2, 3];
        random.Shuffle(order);
        Span<float> strengths =
        [
            Factor(Brightness, ref random),
            Factor(Contrast, ref random),
            Factor(Saturation, ref random),
            (float)random.NextBetween(-Hue, Hue),
        ];
        var planes = new Planes(image, shape);
        foreach (var operation in order)
            Apply(planes, operation, strengths[operation]);
        planes.Return();
    }

    private static float Factor(double spread, ref RandomStream random) =>
        (float)random.NextBetween(Math.Max(0, 1 - spread), 1 + spread);

    private void Apply(Planes planes, int operation, float strength)
    {
        if (operation == 0 && Brightness > 0)
            Colors.Brighten(planes, strength);
        else if (operation == 1 && Contrast > 0)
            Colors.Contrast(planes, strength);
        else if (operation == 2 && Saturation > 0 && planes.Channels == 3)
            Colors.Saturate(planes, strength);
        else if (operation == 3 && Hue > 0 && planes.Channels == 3)
            Colors.TurnHue(planes, strength);
    }
}
