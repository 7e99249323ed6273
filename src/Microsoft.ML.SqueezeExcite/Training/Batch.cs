using System.Buffers;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The images of one step, normalised, in the order (N, H, W, C), and their classes. Its memory comes from a pool and goes back there.</summary>
internal sealed class Batch(FeatureShape shape, int count) : IDisposable
{
    private readonly float[] _images = ArrayPool<float>.Shared.Rent(checked((int)shape.Count * count));

    public FeatureShape Shape { get; } = shape;

    public int Count { get; } = count;

    public long[] Labels { get; } = new long[count];

    /// <summary>What is mixed into the images; null where they are apart.</summary>
    public MixedLabels? Mixed { get; set; }

    public Span<float> Images => _images.AsSpan(0, (int)Shape.Count * Count);

    public Span<float> Image(int index) => _images.AsSpan(index * (int)Shape.Count, (int)Shape.Count);

    public void Dispose() => ArrayPool<float>.Shared.Return(_images);
}

/// <summary>What is mixed into the images of a batch.</summary>
/// <param name="Partners">The class of the image that each was mixed with.</param>
/// <param name="Weights">The share that each has kept of itself.</param>
internal sealed record MixedLabels(long[] Partners, float[] Weights);
