namespace Microsoft.ML.SqueezeExcite;

/// <summary>A rectangle of pixels.</summary>
internal readonly record struct Box(int Left, int Top, int Width, int Height)
{
    public long Area => (long)Width * Height;

    public int Right => Left + Width;

    public int Bottom => Top + Height;

    /// <summary>All of an image.</summary>
    public static Box Of(FeatureShape shape) => new(0, 0, shape.Width, shape.Height);

    /// <summary>A box of a size, in the middle.</summary>
    public static Box Centre(FeatureShape shape, int width, int height) =>
        new((shape.Width - width) / 2, (shape.Height - height) / 2, width, height);

    /// <summary>A share of a signal's length, at a drawn place.</summary>
    public static Box DrawSpan(FeatureShape signal, double share, ref RandomStream random)
    {
        var length = Math.Max(1, (int)Math.Round(signal.Width * share));
        return new Box(random.Next(signal.Width - length + 1), 0, length, 1);
    }

    /// <summary>A box of a size at a drawn place; null if it is empty or larger than the image.</summary>
    public static Box? Draw(FeatureShape shape, double width, double height, ref RandomStream random)
    {
        var (w, h) = (Math.Round(width), Math.Round(height));
        if (!(w >= 1 && w <= shape.Width && h >= 1 && h <= shape.Height))
            return null;
        var top = random.Next(shape.Height - (int)h + 1);
        return new Box(random.Next(shape.Width - (int)w + 1), top, (int)w, (int)h);
    }
}
