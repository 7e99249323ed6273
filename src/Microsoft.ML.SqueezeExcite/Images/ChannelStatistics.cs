using System.Globalization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Mean and standard deviation of each channel, in pixel values: the network sees (x - mean) / deviation.</summary>
public sealed record ChannelStatistics
{
    /// <summary>Makes the statistics.</summary>
    /// <param name="mean">The mean of each channel.</param>
    /// <param name="deviation">The standard deviation of each channel, above zero.</param>
    /// <exception cref="ArgumentException">
    /// The two differ in length, a mean is not finite, or a deviation is not above zero.
    /// </exception>
    public ChannelStatistics(IReadOnlyList<float> mean, IReadOnlyList<float> deviation)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(deviation);
        if (mean.Count != deviation.Count)
            throw new ArgumentException($"there are {mean.Count} means and {deviation.Count} deviations", nameof(deviation));
        foreach (var value in mean.Where(value => !float.IsFinite(value)))
            throw new ArgumentException(
                FormattableString.Invariant($"a mean must be a finite number, was {value}"),
                nameof(mean));
        foreach (var value in deviation.Where(value => !(value > 0 && float.IsFinite(value))))
            throw new ArgumentException(
                FormattableString.Invariant($"a deviation must be above 0, was {value}"),
                nameof(deviation));
        Mean = mean;
        Deviation = deviation;
    }

    /// <summary>Reads the means, a slash and the deviations: <c>123.675,116.28,103.53/58.395,57.12,57.375</c>.</summary>
    /// <exception cref="FormatException">The text is not that.</exception>
    /// <exception cref="ArgumentException">There are not as many means as deviations, or a value is out of its range.</exception>
    internal static ChannelStatistics Parse(string text)
    {
        static float[] Numbers(string list) =>
            [.. list.Split(',').Select(number => float.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture))];
        return text.Split('/') is [var mean, var deviation]
            ? new ChannelStatistics(Numbers(mean), Numbers(deviation))
            : throw new FormatException(
                $"mean and deviation must be as in 123.675,116.28,103.53/58.395,57.12,57.375, were '{text}'");
    }

    /// <summary>The mean of each channel.</summary>
    public IReadOnlyList<float> Mean { get; }

    /// <summary>The standard deviation of each channel.</summary>
    public IReadOnlyList<float> Deviation { get; }

    /// <summary>
    /// Counts a set of images. A channel that never varies gets deviation 1. The number of threads changes nothing.
    /// </summary>
    internal static ChannelStatistics Of(PixelStore pixels, int threads = 1)
    {
        var parts = new PixelSums[(pixels.Count + PixelSums.Images - 1) / PixelSums.Images];
        Parallel.For(
            0,
            parts.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            i => parts[i] = PixelSums.Of(pixels, i * PixelSums.Images));
        var count = (double)pixels.Count * pixels.Shape.Area;
        var channels = Enumerable.Range(0, pixels.Shape.Channels).ToArray();
        var mean = channels.Select(c => parts.Sum(part => part.Values[c]) / count).ToArray();
        var square = channels.Select(c => parts.Sum(part => part.Squares[c]) / count).ToArray();
        return new ChannelStatistics(
            [.. mean.Select(m => (float)m)],
            [.. mean.Zip(square, (m, s) => Math.Sqrt(Math.Max(0, s - m * m)) is var d && d > 1e-6 ? (float)d : 1f)]);
    }

    /// <summary>The sums of some images, for each channel.</summary>
    private readonly record struct PixelSums(double[] Values, double[] Squares)
    {
        public const int Images = 64;

        public static PixelSums Of(PixelStore pixels, int first)
        {
            var channels = pixels.Shape.Channels;
            var sums = new PixelSums(new double[channels], new double[channels]);
            var image = new float[pixels.Shape.Count];
            for (var i = first; i < Math.Min(first + Images, pixels.Count); i++)
            {
                pixels.Read(i, image);
                for (var c = 0; c < channels; c++)
                    sums.Add(c, image, channels);
            }

            return sums;
        }

        private void Add(int channel, ReadOnlySpan<float> image, int channels)
        {
            var (sum, square) = (0.0, 0.0);
            for (var i = channel; i < image.Length; i += channels)
            {
                sum += image[i];
                square += (double)image[i] * image[i];
            }

            Values[channel] += sum;
            Squares[channel] += square;
        }
    }
}
