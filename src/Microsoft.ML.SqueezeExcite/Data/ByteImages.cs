using System.Buffers;
using System.Numerics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>Images of bytes, all of one length: in memory up to a budget, the rest in a file.</summary>
internal sealed class ByteImages(int length, long budget, string folder) : IDisposable
{
    private readonly List<byte[]> _memory = [];
    private SpillFile? _file;
    private long _expected;

    public int Count { get; private set; }

    public long BytesInMemory => (long)_memory.Count * length;

    /// <summary>Says how many images will come, so that a disk that is too small is found before the first.</summary>
    /// <exception cref="IOException">The disk is too small.</exception>
    public void Expect(long count)
    {
        _expected = Math.Max(0, count - budget / length) * length;
        if (_expected > 0)
            _file ??= SpillFile.Create(folder, _expected);
    }

    /// <summary>Adds an image, and owns the array from then on.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(byte[] image)
    {
        if (BytesInMemory + length <= budget)
        {
            _memory.Add(image);
        }
        else
        {
            _file ??= SpillFile.Create(folder, length);
            _file.Append(image, _expected);
        }

        Count++;
    }

    /// <summary>Writes an image's values as floats.</summary>
    public void Read(int index, Span<float> pixels)
    {
        if (index < _memory.Count)
        {
            Widen(_memory[index], pixels);
            return;
        }

        var scratch = ArrayPool<byte>.Shared.Rent(length);
        var image = scratch.AsSpan(0, length);
        _file!.Read((long)(index - _memory.Count) * length, image);
        Widen(image, pixels);
        ArrayPool<byte>.Shared.Return(scratch);
    }

    public void Dispose() => _file?.Dispose();

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
