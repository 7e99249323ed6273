using System.Buffers.Binary;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms.Image;

/// <summary>Uncompressed Windows bitmaps of 8 (palette), 24 and 32 bits a pixel.</summary>
internal static class BmpDecoder
{
    private const int FileHeaderSize = 14;
    private const int InfoHeaderSize = 40;

    public static PixelBuffer? Decode(ReadOnlySpan<byte> encoded)
    {
        if (encoded.Length < FileHeaderSize + InfoHeaderSize)
            return null;

        var header = Header.Read(encoded);
        if (!header.IsSupported || !ImageCodec.IsPlausible(header.Width, header.Height, encoded.Length)
            || header.PixelOffset < FileHeaderSize + InfoHeaderSize
            || header.PixelOffset + (header.Stride * header.Height) > encoded.Length)
            return null;

        var pixels = PixelBuffer.Rent(header.Width, (int)header.Height, MLPixelFormat.Bgra32, isOpaque: true);
        var palette = encoded[Math.Min(header.PaletteOffset, encoded.Length)..(int)header.PixelOffset];
        for (var y = 0; y < pixels.Height; y++)
        {
            var line = header.IsTopDown ? y : pixels.Height - 1 - y;
            var source = encoded.Slice((int)(header.PixelOffset + (line * header.Stride)), (int)header.Stride);
            DecodeRow(source, palette, header.BytesPerPixel, pixels.Row(y));
        }

        return pixels;
    }

    private static void DecodeRow(ReadOnlySpan<byte> source, ReadOnlySpan<byte> palette, int bytesPerPixel, Span<byte> target)
    {
        for (var x = 0; x < target.Length / 4; x++)
        {
            var color = source[(x * bytesPerPixel)..];
            if (bytesPerPixel == 1)
                color = color[0] * 4 + 3 <= palette.Length ? palette[(color[0] * 4)..] : [0, 0, 0];
            color[..3].CopyTo(target[(x * 4)..]);
            target[(x * 4) + 3] = 255;
        }
    }

    private readonly record struct Header(
        uint PixelOffset, uint InfoSize, int Width, int SignedHeight, int BitsPerPixel, uint Compression)
    {
        public long Height => Math.Abs((long)SignedHeight);

        public bool IsTopDown => SignedHeight < 0;

        public int BytesPerPixel => BitsPerPixel / 8;

        // Rows are padded to a multiple of four bytes.
        public long Stride => (((long)Width * BytesPerPixel) + 3) & ~3L;

        public int PaletteOffset => (int)Math.Min(FileHeaderSize + (long)InfoSize, PixelOffset);

        public bool IsSupported => InfoSize >= InfoHeaderSize && Compression == 0 && BitsPerPixel is 8 or 24 or 32;

        public static Header Read(ReadOnlySpan<byte> data) => new(
            BinaryPrimitives.ReadUInt32LittleEndian(data[10..]),
            BinaryPrimitives.ReadUInt32LittleEndian(data[14..]),
            BinaryPrimitives.ReadInt32LittleEndian(data[18..]),
            BinaryPrimitives.ReadInt32LittleEndian(data[22..]),
            BinaryPrimitives.ReadUInt16LittleEndian(data[28..]),
            BinaryPrimitives.ReadUInt32LittleEndian(data[30..]));
    }
}
