using System.Buffers;
using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Decodes images from bytes and files that may be anything at all. The size is read from the header first, so that a file cannot
/// ask for more memory than it is granted, and a file is closed before its bytes are decoded. ML.NET's own decoder leaves the
/// EXIF orientation to its caller: here the image is turned as it is to be seen.
/// </summary>
/// <param name="maximumPixels">The largest image that is decoded.</param>
internal sealed class ImageDecoder(long maximumPixels = ImageDecoder.UsualMaximumPixels)
{
    /// <summary>The largest image where nobody says otherwise.</summary>
    public const long UsualMaximumPixels = 100_000_000;

    private const int MaximumFileLength = 1 << 30;

    /// <summary>Decodes an image; the caller disposes it.</summary>
    /// <exception cref="InvalidDataException">
    /// The bytes are not an image that can be decoded, or one that is too large.
    /// </exception>
    public MLImage Decode(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.IsEmpty)
            throw new InvalidDataException("there is no image: it has 0 bytes");
        if (ImageHeader.Size(encoded.Span) is not var (width, height))
            throw new InvalidDataException(
                $"the {encoded.Length} bytes are not an image that can be decoded: they do not begin as JPEG, PNG, BMP, GIF and "
                + "WebP do, or are cut off");
        if ((Int128)width * height > maximumPixels)
            throw new InvalidDataException(
                $"an image may have at most {maximumPixels} pixels, this one declares {width} x {height}");
        var image = Stored(encoded);
        if ((long)image.Width * image.Height <= maximumPixels)
            return Turned(image, ExifOrientation.Of(encoded.Span));
        using (image)
            throw new InvalidDataException(
                $"an image may have at most {maximumPixels} pixels, this one has {image.Width} x {image.Height}");
    }

    /// <summary>Reads and decodes a file.</summary>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, or is not an image that can be decoded; the message names it.
    /// </exception>
    public MLImage DecodeFile(string path)
    {
        var buffer = Array.Empty<byte>();
        try
        {
            var length = ReadFile(path, ref buffer);
            return Decode(buffer.AsMemory(0, length));
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or ArgumentException
                        or NotSupportedException)
        {
            throw new InvalidDataException($"'{path}': {e.Message}", e);
        }
        finally
        {
            if (buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// A function that decodes the row's value in a column of paths (text) or of encoded images (vectors of Byte); null where
    /// the value is empty. The caller disposes the image, whose tag is the path.
    /// </summary>
    public Func<MLImage?> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type is TextDataViewType
        ? Paths(row.GetGetter<ReadOnlyMemory<char>>(column))
        : Bytes(row.GetGetter<VBuffer<byte>>(column));

    private Func<MLImage?> Paths(ValueGetter<ReadOnlyMemory<char>> getter)
    {
        var value = default(ReadOnlyMemory<char>);
        return () =>
        {
            getter(ref value);
            if (value.IsEmpty)
                return null;
            var path = value.ToString();
            var image = DecodeFile(path);
            image.Tag = path;
            return image;
        };
    }

    private Func<MLImage?> Bytes(ValueGetter<VBuffer<byte>> getter)
    {
        var value = default(VBuffer<byte>);
        return () =>
        {
            getter(ref value);
            var encoded = new byte[value.Length];
            value.CopyTo(encoded);
            return encoded.Length == 0 ? null : Decode(encoded);
        };
    }

    private static int ReadFile(string path, ref byte[] buffer)
    {
        if (Directory.Exists(path))
            throw new IOException("it is a directory");
        // A pipe has no length either, and opening one would wait for somebody who writes.
        if (new FileInfo(path) is { Exists: true, Length: 0 })
            throw new IOException("there is no image: it has 0 bytes");
        using var file = File.OpenHandle(path);
        var length = RandomAccess.GetLength(file);
        if (length > MaximumFileLength)
            throw new IOException($"a file may have at most {MaximumFileLength} bytes, this one has {length}");
        buffer = ArrayPool<byte>.Shared.Rent((int)length);
        for (var read = 0; read < length;)
        {
            var count = RandomAccess.Read(file, buffer.AsSpan(read, (int)length - read), read);
            if (count == 0)
                throw new IOException("it became shorter while it was read");
            read += count;
        }

        return (int)length;
    }

    private static MLImage Turned(MLImage image, int orientation)
    {
        if (orientation == ExifOrientation.Upright)
            return image;
        using (image)
            return ImageTurn.Apply(image, orientation);
    }

    private static MLImage Stored(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            using var stream = Open(encoded);
            return MLImage.CreateFromStream(stream);
        }
        catch (Exception e) when (ImageFault.Is(e))
        {
            throw new InvalidDataException($"the {encoded.Length} bytes are not an image that can be decoded: {e.Message}", e);
        }
    }

    private static MemoryStream Open(ReadOnlyMemory<byte> encoded) =>
        MemoryMarshal.TryGetArray(encoded, out var segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false, publiclyVisible: true)
            : new MemoryStream(encoded.ToArray());
}
