using System.Buffers;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The images of one step, normalised, in the order (N, H, W, C), and their classes. Its memory comes from a pool and goes back
/// there.
/// </summary>
internal sealed class Batch : IDisposable
{
    private readonly float[] _images;
    private readonly int _from;

    public Batch(FeatureShape shape, int count)
        : this(shape, ArrayPool<float>.Shared.Rent(checked((int)shape.Count * count)), 0, new long[count])
    {
    }

    private Batch(FeatureShape shape, float[] images, int from, long[] labels) =>
        (Shape, _images, _from, Labels) = (shape, images, from, labels);

    public FeatureShape Shape { get; }

    public int Count => Labels.Length;

    public long[] Labels { get; }

    /// <summary>What is mixed into the images; null where they are apart.</summary>
    public MixedLabels? Mixed { get; set; }

    public Span<float> Images => _images.AsSpan(_from * (int)Shape.Count, (int)Shape.Count * Count);

    public Span<float> Image(int index) => Images.Slice(index * (int)Shape.Count, (int)Shape.Count);

    /// <summary>The batch in parts of even size, none of them empty. They are in its memory, and are not disposed.</summary>
    public IEnumerable<Batch> Parts(int parts)
    {
        for (var i = 0; i < parts; i++)
        {
            var range = (Count * i / parts)..(Count * (i + 1) / parts);
            if (range.Start.Value < range.End.Value)
                yield return new Batch(Shape, _images, _from + range.Start.Value, Labels[range]) { Mixed = Mixed?.Part(range) };
        }
    }

    public void Dispose() => ArrayPool<float>.Shared.Return(_images);
}

/// <summary>What is mixed into the images of a batch.</summary>
/// <param name="Partners">The class of the image that each was mixed with.</param>
/// <param name="Weights">The share that each has kept of itself.</param>
internal sealed record MixedLabels(long[] Partners, float[] Weights)
{
    public MixedLabels Part(Range range) => new(Partners[range], Weights[range]);
}
