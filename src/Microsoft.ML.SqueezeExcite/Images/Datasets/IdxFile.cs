using System.Buffers.Binary;
using System.IO.Compression;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A file in the IDX format of MNIST, plain or gzipped: two zero bytes, the type (8 is unsigned byte), the number of dimensions,
/// the big-endian sizes, the values.
/// </summary>
internal sealed class IdxFile
{
    private IdxFile(int[] sizes, byte[] values)
    {
        Sizes = sizes;
        Values = values;
    }

    public IReadOnlyList<int> Sizes { get; }

    public byte[] Values { get; }

    /// <exception cref="InvalidDataException">
    /// The file is not an IDX file of bytes, or ends too early; the message names it.
    /// </exception>
    public static IdxFile Read(string path, int dimensions)
    {
        using var file = File.OpenRead(path);
        using Stream stream = Path.GetExtension(path) == ".gz" ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            Span<byte> header = stackalloc byte[4 + 4 * dimensions];
            stream.ReadExactly(header);
            if (header[0] != 0 || header[1] != 0 || header[2] != 8 || header[3] != dimensions)
                throw new InvalidDataException(
                    $"'{path}' is not an IDX file of bytes with {dimensions} dimensions: it starts with "
                    + $"{Convert.ToHexString(header[..4])}");
            var sizes = new int[dimensions];
            for (var i = 0; i < dimensions; i++)
                sizes[i] = BinaryPrimitives.ReadInt32BigEndian(header[(4 + 4 * i)..]);
            var length = sizes.Aggregate(1L, (product, size) => size > 0 ? product * size : 0);
            if (length is 0 || length > Array.MaxLength)
                throw new InvalidDataException($"'{path}' declares {string.Join(" x ", sizes)} values");
            var values = new byte[length];
            stream.ReadExactly(values);
            return new IdxFile(sizes, values);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"'{path}' ends before the values that it declares", e);
        }
    }
}
