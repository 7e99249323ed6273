using System.Buffers.Binary;
using System.IO.Compression;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A model zip, as ML.NET writes it, read without ML.NET and checked: names, lengths and checksums of its entries, and the network, which is the entry
/// that ends in <c>/OnnxModel</c>: an int32 length, then the ONNX bytes.
/// </summary>
internal sealed class ModelArchive
{
    private const string NetworkEntry = "/OnnxModel";
    private const long MaximumEntry = 1 << 26;

    private readonly Dictionary<string, byte[]> _entries;
    private readonly string _network;

    private ModelArchive(Dictionary<string, byte[]> entries, string network, byte[] onnx)
    {
        (_entries, _network, Onnx) = (entries, network, onnx);
        Description = OnnxDescription.Read(onnx);
    }

    /// <summary>The network.</summary>
    public byte[] Onnx { get; }

    public OnnxDescription Description { get; }

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static ModelArchive Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads and checks what a stream holds from its position on.</summary>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static (ModelArchive Archive, MemoryStream Zip) Copy(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return (Read(copy, "the stream"), copy);
    }

    /// <summary>Reads and checks a zip.</summary>
    /// <param name="stream">The zip, from its start to its end; it must be able to seek.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static ModelArchive Read(Stream stream, string name)
    {
        OnnxRuntimeLibrary.Prepare();
        try
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var entries = new Dictionary<string, byte[]>();
            foreach (var entry in zip.Entries)
            {
                // Models saved on Windows have backslashes.
                var path = CheckPath(entry.FullName.Replace('\\', '/'));
                if (!path.EndsWith('/') && !entries.TryAdd(path, ReadEntry(entry, path, stream.Length)))
                    throw new InvalidDataException($"the zip has two entries '{path}'");
            }

            var networks = entries.Keys.Where(path => path.EndsWith(NetworkEntry, StringComparison.Ordinal)).ToArray();
            if (networks is not [var network])
                throw new InvalidDataException($"a model has one entry '*{NetworkEntry}', this zip of {entries.Count} has {networks.Length}");
            return new ModelArchive(entries, network, entries[network]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            throw new InvalidDataException($"'{name}' is no model that {OnnxModel.Producer} saved, or it is damaged: {e.Message}", e);
        }
    }

    /// <summary>The zip with an outline of the network in its place: opens at once, with all steps around the network as they are.</summary>
    public MemoryStream Outline()
    {
        var outline = OnnxModel.WriteOutline(Description.Shape, Description.ClassNames);
        var wrapped = new byte[sizeof(int) + outline.Length];
        BinaryPrimitives.WriteInt32LittleEndian(wrapped, outline.Length);
        outline.CopyTo(wrapped, sizeof(int));
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in _entries)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                entry.Write(path == _network ? wrapped : bytes);
            }
        }

        stream.Position = 0;
        return stream;
    }

    /// <summary>Copies a zip; the networks in it are stored, the rest is compressed.</summary>
    public static void CopyWithNetworkStored(Stream from, Stream to)
    {
        using var source = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
        using var target = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in source.Entries)
        {
            var isNetwork = entry.FullName.Replace('\\', '/').EndsWith(NetworkEntry, StringComparison.Ordinal);
            var copy = target.CreateEntry(entry.FullName, isNetwork ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            copy.LastWriteTime = entry.LastWriteTime;
            using var reader = entry.Open();
            using var writer = copy.Open();
            reader.CopyTo(writer);
        }
    }

    private static string CheckPath(string path) => path.StartsWith('/') || path.Contains(':') || path.Split('/').Contains("..")
        ? throw new InvalidDataException($"the zip's entry '{path}' leaves its folder")
        : path;

    // The network comes without the length that stands before it.
    private static byte[] ReadEntry(ZipArchiveEntry entry, string path, long zipLength)
    {
        var isNetwork = path.EndsWith(NetworkEntry, StringComparison.Ordinal);
        var maximum = isNetwork ? Array.MaxLength : MaximumEntry;
        if (entry.Length > maximum || entry.CompressedLength > zipLength)
            throw new InvalidDataException($"the zip's entry '{path}' may have at most {maximum} bytes, was {entry.Length}");
        using var content = entry.Open();
        var prefix = new byte[isNetwork ? sizeof(int) : 0];
        content.ReadExactly(prefix);
        var length = (int)entry.Length - prefix.Length;
        if (isNetwork && BinaryPrimitives.ReadInt32LittleEndian(prefix) != length)
            throw new InvalidDataException($"the zip's entry '{path}' does not have the length that it says");
        var bytes = Read(content, length, entry.CompressedLength, Crc32.Of(prefix), out var checksum);
        if (bytes.Length != length || content.ReadByte() >= 0)
            throw new InvalidDataException($"the zip's entry '{path}' should have {entry.Length} bytes");
        return checksum == entry.Crc32 ? bytes : throw new InvalidDataException($"the zip's entry '{path}' does not have its checksum");
    }

    // A declared length is believed as far as the compressed bytes can bear it out, so that a lie costs no memory.
    private static byte[] Read(Stream content, int length, long compressedLength, uint before, out uint checksum)
    {
        const int Plausible = 4;
        if (length <= compressedLength * Plausible)
            return ReadChecked(content, length, before, out checksum);
        using var grown = new MemoryStream();
        var part = new byte[1 << 16];
        for (var read = content.Read(part); read > 0 && grown.Length <= length; read = content.Read(part))
            grown.Write(part, 0, read);
        checksum = Crc32.Of(grown.GetBuffer().AsSpan(0, (int)grown.Length), before);
        return grown.ToArray();
    }

    // The checksum is taken of one part while the next is unpacked.
    private static byte[] ReadChecked(Stream content, int length, uint before, out uint checksum)
    {
        const int Part = 1 << 20;
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        var sum = Task.FromResult(before);
        for (var at = 0; at < length; at += Part)
        {
            var part = bytes.AsMemory(at, Math.Min(Part, length - at));
            content.ReadExactly(part.Span);
            sum = sum.ContinueWith(previous => Crc32.Of(part.Span, previous.Result), TaskScheduler.Default);
        }

        checksum = sum.Result;
        return bytes;
    }
}
