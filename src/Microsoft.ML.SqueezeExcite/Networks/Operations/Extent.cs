namespace Microsoft.ML.SqueezeExcite;

/// <summary>A size in the plane, in elements: of a kernel, a stride or a padding.</summary>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
public readonly record struct Extent(int Height, int Width)
{
    /// <summary>The same size both ways.</summary>
    /// <param name="side">Rows and columns.</param>
    public static implicit operator Extent(int side) => new(side, side);

    /// <summary>The number of elements.</summary>
    internal int Area => Height * Width;

    /// <summary>The padding that keeps the plane's size at stride 1 with an odd kernel of this size.</summary>
    internal Extent Same => new(Height / 2, Width / 2);

    /// <summary>A stride along the dimensions that a kernel of this size extends in.</summary>
    internal Extent Step(int stride) => new(Height > 1 ? stride : 1, Width > 1 ? stride : 1);

    /// <summary>A plane of this size with a number of channels.</summary>
    internal FeatureShape With(int channels) => new(channels, Height, Width);

    /// <inheritdoc/>
    public override string ToString() => $"{Height}x{Width}";
}
