using System.Buffers;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>
/// The pixels of one image: rows from the top, four bytes a pixel, colours premultiplied by alpha.
/// The memory is borrowed from the shared pool until <see cref="Dispose"/>; a forgotten image is ordinary garbage.
/// </summary>
internal sealed class PixelBuffer : IDisposable
{
    private byte[]? _memory;

    private PixelBuffer(int width, int height, MLPixelFormat format)
    {
        Width = width;
        Height = height;
        Format = format;
        _memory = ArrayPool<byte>.Shared.Rent(ByteCount);
    }

    public int Width { get; }

    public int Height { get; }

    public MLPixelFormat Format { get; }

    /// <summary>Whether alpha carries no meaning: the pixels count as opaque whatever the byte holds.</summary>
    public bool IsOpaque { get; init; }

    public int Stride => Width * 4;

    public int ByteCount => Width * Height * 4;

    public Span<byte> Bytes => new(_memory, 0, ByteCount);

    /// <summary>A buffer whose content is left over from earlier use: the caller writes every byte.</summary>
    public static PixelBuffer Rent(int width, int height, MLPixelFormat format, bool isOpaque = false)
        => new(width, height, format) { IsOpaque = isOpaque };

    public static PixelBuffer RentCleared(int width, int height, MLPixelFormat format, bool isOpaque = false)
    {
        var buffer = Rent(width, height, format, isOpaque);
        buffer.Bytes.Clear();
        return buffer;
    }

    public Span<byte> Row(int y) => Bytes.Slice(y * Stride, Stride);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _memory, null) is { } memory)
            ArrayPool<byte>.Shared.Return(memory);
    }
}
