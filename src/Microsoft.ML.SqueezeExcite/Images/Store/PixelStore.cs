using System.Buffers;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Decoded images of one shape, as <see cref="PackedPixels"/> packs them: in memory up to a budget, the rest in a file. Any
/// number of threads may read what has been added.
/// </summary>
internal sealed class PixelStore : IDisposable
{
    private readonly long _budget;
    private readonly string _folder;
    private readonly List<byte[]> _memory = [];
    private readonly List<long> _ends = [];
    private readonly int[]? _chosen;
    private SpillFile? _file;
    private long _expected;

    /// <summary>An empty store.</summary>
    /// <param name="shape">The shape of every image.</param>
    /// <param name="budget">The bytes that are kept in memory.</param>
    /// <param name="spillFolder">Where the rest goes.</param>
    public PixelStore(FeatureShape shape, long budget = long.MaxValue, string? spillFolder = null) =>
        (Shape, _budget, _folder) = (shape, budget, spillFolder ?? Path.GetTempPath());

    private PixelStore(PixelStore all, int[] chosen)
        : this(all.Shape, all._budget, all._folder)
    {
        (_memory, _ends, _file, _chosen) = (all._memory, all._ends, all._file, chosen);
    }

    public FeatureShape Shape { get; }

    public int Count => _chosen?.Length ?? _memory.Count + _ends.Count;

    /// <summary>The budget that is used.</summary>
    public long BytesInMemory { get; private set; }

    /// <summary>Says how many images will come: a disk that is too small for them as bytes is found before the first.</summary>
    /// <exception cref="IOException">The disk is too small.</exception>
    public void Expect(long count)
    {
        _expected = count;
        if (BytesInFile(checked((int)Shape.Count)) is var bytes and > 0)
            _file ??= SpillFile.Create(_folder, bytes);
    }

    /// <summary>Adds a packed image, and owns the array from then on.</summary>
    /// <exception cref="IOException">The disk is full.</exception>
    public void Add(byte[] image)
    {
        if (_ends.Count == 0 && BytesInMemory + image.Length <= _budget)
        {
            _memory.Add(image);
            BytesInMemory += image.Length;
            return;
        }

        var expected = BytesInFile(image.Length);
        _file ??= SpillFile.Create(_folder, Math.Max(expected, image.Length));
        _file.Append(image, expected);
        _ends.Add(_file.Length);
    }

    /// <summary>Writes an image's values to <paramref name="pixels"/>, in (H, W, C) order.</summary>
    public void Read(int index, Span<float> pixels)
    {
        var at = _chosen?[index] ?? index;
        if (at < _memory.Count)
        {
            PackedPixels.Unpack(_memory[at], pixels);
            return;
        }

        at -= _memory.Count;
        var start = at == 0 ? 0 : _ends[at - 1];
        var length = (int)(_ends[at] - start);
        var scratch = ArrayPool<byte>.Shared.Rent(length);
        _file!.Read(start, scratch.AsSpan(0, length));
        PackedPixels.Unpack(scratch.AsSpan(0, length), pixels);
        ArrayPool<byte>.Shared.Return(scratch);
    }

    /// <summary>Some of the images, once all are added; not copied: they go with this store.</summary>
    public PixelStore Select(IEnumerable<int> indices) => new(this, [.. indices.Select(i => _chosen?[i] ?? i)]);

    /// <summary>Closes the file, if there is one.</summary>
    public void Dispose() => _file?.Dispose();

    // The bytes that the budget leaves to the file, if all images are as long as this one.
    private long BytesInFile(int length) => Math.Max(0, _expected - _budget / length) * length;
}
