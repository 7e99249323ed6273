namespace Microsoft.ML.SqueezeExcite;

/// <summary>Swaps left and right in half of the images.</summary>
internal static class Mirror
{
    /// <summary>Mirrors one image (H, W, C) in place, or leaves it.</summary>
    public static void Apply(Span<float> image, FeatureShape shape, ref RandomStream random)
    {
        if (!random.NextBoolean())
            return;
        var stride = shape.Width * shape.Channels;
        for (var row = 0; row < shape.Height; row++)
        {
            var line = image.Slice(row * stride, stride);
            line.Reverse();
            for (var pixel = 0; shape.Channels > 1 && pixel < stride; pixel += shape.Channels)
                line.Slice(pixel, shape.Channels).Reverse();
        }
    }
}
