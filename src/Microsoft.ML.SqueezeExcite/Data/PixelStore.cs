using System.Numerics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Decoded images of one shape, in memory, in the order (H, W, C). Pixels are bytes; only when a value comes that is no byte are the
/// images kept as floats.
/// </summary>
internal sealed class PixelStore(FeatureShape shape)
{
    private readonly List<byte[]> _bytes = [];
    private List<float[]>? _floats;

    public FeatureShape Shape { get; } = shape;

    public int Count => _floats?.Count ?? _bytes.Count;

    /// <summary>Whether all values are whole numbers from 0 to 255.</summary>
    public bool AreBytes => _floats is null;

    /// <summary>Adds one image, values in (H, W, C) order.</summary>
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

            _floats = [.. _bytes.Select(image => Array.ConvertAll(image, pixel => (float)pixel))];
            _bytes.Clear();
        }

        _floats.Add(pixels.ToArray());
    }

    /// <summary>Adds one image of bytes in (H, W, C) order; the store owns the array from then on.</summary>
    public void Add(byte[] pixels)
    {
        if (_floats is null)
            _bytes.Add(pixels);
        else
            _floats.Add(Array.ConvertAll(pixels, pixel => (float)pixel));
    }

    /// <summary>Writes an image's values to <paramref name="pixels"/>, in (H, W, C) order.</summary>
    public void Read(int index, Span<float> pixels)
    {
        if (_floats is not null)
            _floats[index].CopyTo(pixels);
        else
            Widen(_bytes[index], pixels);
    }

    /// <summary>Some of the images, not copied.</summary>
    public PixelStore Select(IEnumerable<int> indices)
    {
        var chosen = new PixelStore(Shape);
        if (_floats is null)
            chosen._bytes.AddRange(indices.Select(i => _bytes[i]));
        else
            chosen._floats = [.. indices.Select(i => _floats[i])];
        return chosen;
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

    private static void Widen(ReadOnlySpan<byte> bytes, Span<float> pixels)
    {
        var i = 0;
        for (; i <= bytes.Length - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(new Vector<byte>(bytes[i..]), out var low, out var high);
            Store(low, pixels[i..]);
            Store(high, pixels[(i + Vector<ushort>.Count)..]);
        }

        for (; i < bytes.Length; i++)
            pixels[i] = bytes[i];
    }

    private static void Store(Vector<ushort> values, Span<float> pixels)
    {
        Vector.Widen(values, out var low, out var high);
        Vector.ConvertToSingle(low).CopyTo(pixels);
        Vector.ConvertToSingle(high).CopyTo(pixels[Vector<uint>.Count..]);
    }
}
