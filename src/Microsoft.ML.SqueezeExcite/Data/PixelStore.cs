namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Decoded images of one shape, in the order (H, W, C). Pixels are bytes, kept in memory up to a budget and else in a file; only when a value comes that is
/// no byte are the images kept as floats, in memory.
/// </summary>
internal sealed class PixelStore : IDisposable
{
    private readonly ByteImages _bytes;
    private readonly int[]? _chosen;
    private List<float[]>? _floats;

    /// <summary>An empty store.</summary>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="budget">The bytes that are kept in memory.</param>
    /// <param name="spillFolder">Where the rest goes.</param>
    public PixelStore(FeatureShape shape, long budget = long.MaxValue, string? spillFolder = null)
        : this(shape, new ByteImages(checked((int)shape.Count), budget, spillFolder ?? Path.GetTempPath()), null, null)
    {
    }

    private PixelStore(FeatureShape shape, ByteImages bytes, List<float[]>? floats, int[]? chosen) =>
        (Shape, _bytes, _floats, _chosen) = (shape, bytes, floats, chosen);

    public FeatureShape Shape { get; }

    public int Count => _chosen?.Length ?? _floats?.Count ?? _bytes.Count;

    /// <summary>Whether all values are whole numbers from 0 to 255.</summary>
    public bool AreBytes => _floats is null;

    /// <summary>The budget that is used.</summary>
    public long BytesInMemory => _bytes.BytesInMemory;

    /// <summary>Says how many images will come, so that a disk that is too small is found before the first.</summary>
    /// <exception cref="IOException">The disk is too small.</exception>
    public void Expect(long count) => _bytes.Expect(count);

    /// <summary>Adds one image, values in (H, W, C) order.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(ReadOnlySpan<float> pixels)
    {
        if (_floats is null)
        {
            var bytes = new byte[pixels.Length];
            if (TryNarrow(pixels, bytes))
            {
                _bytes.Add(bytes);
                return;
            }

            _floats = [.. Enumerable.Range(0, _bytes.Count).Select(Floats)];
        }

        _floats.Add(pixels.ToArray());
    }

    /// <summary>Adds one image of bytes in (H, W, C) order; the store owns the array from then on.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(byte[] pixels)
    {
        if (_floats is null)
            _bytes.Add(pixels);
        else
            _floats.Add(Array.ConvertAll(pixels, pixel => (float)pixel));
    }

    /// <summary>Writes an image's values to <paramref name="pixels"/>, in (H, W, C) order. Any number of threads may read at once.</summary>
    public void Read(int index, Span<float> pixels)
    {
        var at = _chosen is null ? index : _chosen[index];
        if (_floats is not null)
            _floats[at].CopyTo(pixels);
        else
            _bytes.Read(at, pixels);
    }

    /// <summary>Some of the images, not copied: they go with this store.</summary>
    public PixelStore Select(IEnumerable<int> indices) => new(Shape, _bytes, _floats, [.. indices.Select(i => _chosen?[i] ?? i)]);

    /// <summary>Closes the file, if there is one.</summary>
    public void Dispose() => _bytes.Dispose();

    private float[] Floats(int index)
    {
        var pixels = new float[Shape.Count];
        _bytes.Read(index, pixels);
        return pixels;
    }

    private static bool TryNarrow(ReadOnlySpan<float> pixels, Span<byte> bytes)
    {
        for (var i = 0; i < pixels.Length; i++)
        {
            bytes[i] = (byte)Math.Clamp(pixels[i], 0, 255);
            if (bytes[i] != pixels[i])
                return false;
        }

        return true;
    }
}
