namespace Microsoft.ML.SqueezeExcite;

/// <summary>Mean and standard deviation of each channel, in pixel values: the network sees (x - mean) / deviation.</summary>
public sealed record ChannelStatistics
{
    /// <summary>Makes the statistics.</summary>
    /// <param name="mean">The mean of each channel.</param>
    /// <param name="deviation">The standard deviation of each channel, above zero.</param>
    /// <exception cref="ArgumentException">The two differ in length, or a deviation is not above zero.</exception>
    public ChannelStatistics(IReadOnlyList<float> mean, IReadOnlyList<float> deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        if (mean.Count != deviation.Count)
            throw new ArgumentException($"there are {mean.Count} means and {deviation.Count} deviations", nameof(deviation));
        if (deviation.FirstOrDefault(d => !(d > 0), 1) is var wrong and not 1)
            throw new ArgumentException($"a deviation must be above 0, was {wrong}", nameof(deviation));
        Mean = mean;
        Deviation = deviation;
    }

    /// <summary>The mean of each channel.</summary>
    public IReadOnlyList<float> Mean { get; }

    /// <summary>The standard deviation of each channel.</summary>
    public IReadOnlyList<float> Deviation { get; }

    /// <summary>Counts a set of images. A channel that never varies gets deviation 1.</summary>
    internal static ChannelStatistics Of(PixelStore pixels)
    {
        var channels = pixels.Shape.Channels;
        var sums = new double[channels];
        var squares = new double[channels];
        var image = new float[pixels.Shape.Count];
        for (var i = 0; i < pixels.Count; i++)
        {
            pixels.Read(i, image);
            for (var k = 0; k < image.Length; k++)
            {
                sums[k % channels] += image[k];
                squares[k % channels] += (double)image[k] * image[k];
            }
        }

        var count = (double)pixels.Count * pixels.Shape.Area;
        var mean = sums.Select(sum => sum / count).ToArray();
        return new ChannelStatistics(
            [.. mean.Select(m => (float)m)],
            [.. mean.Zip(squares, (m, square) => Math.Sqrt(Math.Max(0, square / count - m * m)) is var d && d > 1e-6 ? (float)d : 1f)]);
    }
}
