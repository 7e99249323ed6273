using System.Buffers;
using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Decodes images from bytes and files that may be anything at all; a file is closed before its bytes are decoded. The caller
/// disposes the image.
/// </summary>
/// <param name="decoding">How.</param>
/// <param name="maximumPixels">The largest image that is decoded.</param>
internal sealed class ImageDecoder(ImageDecoding decoding, long maximumPixels = ImageDecoder.UsualMaximumPixels)
{
    /// <summary>The largest image where nobody says otherwise.</summary>
    public const long UsualMaximumPixels = 100_000_000;

    private const int MaximumFileLength = 1 << 30;

    /// <summary>Decodes an image.</summary>
    /// <exception cref="InvalidDataException">
    /// The bytes are not an image that can be decoded, or one that is cut off or too large.
    /// </exception>
    public DecodedImage Decode(ReadOnlyMemory<byte> encoded)
    {
        if (encoded.IsEmpty)
            throw new InvalidDataException("there is no image: it has 0 bytes");
        if (!ImageSignature.IsKnown(encoded.Span))
            throw new InvalidDataException(
                $"the {encoded.Length} bytes are not an image that can be decoded: they do not begin as {ImageSignature.Formats} "
                + "do");
        using var pixels = ImagePixels.Decode(encoded, maximumPixels);
        var orientation = ExifOrientation.Of(encoded.Span);
        var traits = (orientation == ExifOrientation.Upright ? ImageTraits.None : ImageTraits.Oriented)
            | (pixels.IsTransparent ? ImageTraits.Transparent : ImageTraits.None);
        if (pixels.IsTransparent && decoding.BackgroundColor is { } color)
            pixels.PutOn(color);
        var turn = decoding.Orientation == ImageOrientation.Apply ? orientation : ExifOrientation.Upright;
        return new DecodedImage(pixels.ToImage(turn), traits);
    }

    /// <summary>Reads and decodes a file.</summary>
    /// <exception cref="InvalidDataException">
    /// The file cannot be read, or is not an image that can be decoded; the message names it.
    /// </exception>
    public DecodedImage DecodeFile(string path)
    {
        try
        {
            return ReadFile(path, Decode);
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or InvalidDataException
                        or ArgumentException
                        or NotSupportedException)
        {
            throw new InvalidDataException($"'{path}': {FileFault.Reason(e, path)}", e);
        }
    }

    /// <summary>Hands the bytes of a file to a function, which may not keep them.</summary>
    public static T ReadFile<T>(string path, Func<ReadOnlyMemory<byte>, T> read)
    {
        var buffer = Array.Empty<byte>();
        try
        {
            var length = ReadFile(path, ref buffer);
            return read(buffer.AsMemory(0, length));
        }
        finally
        {
            if (buffer.Length > 0)
                ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// A function that decodes the row's value in a column of paths (text) or of encoded images (vectors of Byte); null where
    /// the value is empty. The image's tag is the path.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="column">The column.</param>
    /// <param name="folder">What paths are relative to; default the process's folder.</param>
    public Func<DecodedImage?> Reader(DataViewRow row, DataViewSchema.Column column, string folder = "") =>
        column.Type is TextDataViewType
            ? Paths(row.GetGetter<ReadOnlyMemory<char>>(column), folder)
            : Bytes(row.GetGetter<VBuffer<byte>>(column));

    private Func<DecodedImage?> Paths(ValueGetter<ReadOnlyMemory<char>> getter, string folder)
    {
        var value = default(ReadOnlyMemory<char>);
        return () =>
        {
            getter(ref value);
            if (value.IsEmpty)
                return null;
            var path = Path.Combine(folder, value.ToString());
            var decoded = DecodeFile(path);
            decoded.Image.Tag = path;
            return decoded;
        };
    }

    private Func<DecodedImage?> Bytes(ValueGetter<VBuffer<byte>> getter)
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
}
