namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Moves the image by whole pixels, up to a number of them in each direction: what padding by that number and cropping to size
/// again does, the augmentation of CIFAR (arXiv 1409.5185). Signals are moved along their length.
/// </summary>
/// <param name="Pixels">The greatest move.</param>
internal sealed record PaddedShift(int Pixels) : IGeometricStep
{
    public AffineMap Map(AffineMap before, FeatureShape from, FeatureShape to, ref RandomStream random)
    {
        var down = from.IsSignal ? 0 : random.Next(2 * Pixels + 1) - Pixels;
        return Move(before, random.Next(2 * Pixels + 1) - Pixels, down);
    }

    /// <summary>The image moved right and down.</summary>
    public static AffineMap Move(AffineMap before, int right, int down) => (right, down) is (0, 0)
        ? before
        : before.After(new AffineMap(1, 0, -right, 0, 1, -down));
}
