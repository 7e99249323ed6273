using System.Numerics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>(x - mean) / deviation for images in the order (H, W, C).</summary>
internal sealed class PixelNormalization
{
    private readonly float[] _scale;
    private readonly float[] _shift;

    public PixelNormalization(ChannelStatistics statistics, FeatureShape shape)
    {
        // One row of factors, so that a row of pixels is one pass whatever the number of channels.
        _scale = new float[shape.Width * shape.Channels];
        _shift = new float[_scale.Length];
        for (var i = 0; i < _scale.Length; i++)
        {
            _scale[i] = 1 / statistics.Deviation[i % shape.Channels];
            _shift[i] = -statistics.Mean[i % shape.Channels] * _scale[i];
        }
    }

    /// <summary>Normalises one image in place.</summary>
    public void Apply(Span<float> image)
    {
        for (var row = image; !row.IsEmpty; row = row[_scale.Length..])
            Row(row[.._scale.Length]);
    }

    /// <summary>The values that the first images of a batch were made from: (N, H, W, C) -> (N, C, H, W).</summary>
    public static AugmentedImages Undo(Batch batch, ChannelStatistics statistics)
    {
        var (shape, count) = (batch.Shape, Math.Min(batch.Count, AugmentedImages.Most));
        var images = batch.Images[..(count * (int)shape.Count)];
        var (planar, area) = (new float[images.Length], (int)shape.Area);
        for (var i = 0; i < images.Length; i++)
        {
            var (pixel, c) = (i / shape.Channels, i % shape.Channels);
            var at = (pixel / area * shape.Channels + c) * area + pixel % area;
            planar[at] = images[i] * statistics.Deviation[c] + statistics.Mean[c];
        }

        return new AugmentedImages(shape, batch.Labels[..count], planar);
    }

    private void Row(Span<float> row)
    {
        var i = 0;
        for (; i <= row.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var x = new Vector<float>(row[i..]);
            (x * new Vector<float>(_scale, i) + new Vector<float>(_shift, i)).CopyTo(row[i..]);
        }

        for (; i < row.Length; i++)
            row[i] = row[i] * _scale[i] + _shift[i];
    }
}
