using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A model zip, as ML.NET writes it, read without ML.NET and checked: names, lengths and checksums of its entries, and the
/// network, which is the entry that ends in <c>/OnnxModel</c>: an int32 length, then the ONNX bytes. The step that holds it is of
/// the classifier's chain, whose folder is in those of the chains around it:
/// <c>TransformerChain/Transform_001/Transform_001/OnnxModel</c> is of a classifier that is the second step.
/// </summary>
internal sealed class ModelArchive
{
    private const string NetworkEntry = "/OnnxModel";
    private const string StepFolder = "Transform_";
    private const long MaximumEntry = 1 << 26;
    private const int MaximumEntries = 10_000;
    private const int MaximumRatio = 100;

    private readonly Dictionary<string, byte[]> _entries;
    private readonly string _classifier;

    private ModelArchive(string name, Dictionary<string, byte[]> entries, string network)
    {
        (Name, _entries) = (name, entries);
        Onnx = entries[network];
        Description = OnnxDescription.Read(Onnx);
        _classifier = $"{string.Join('/', network.Split('/')[..^2])}/";
    }

    /// <summary>What to call it in messages.</summary>
    public string Name { get; }

    /// <summary>The network.</summary>
    public byte[] Onnx { get; }

    public OnnxDescription Description { get; }

    /// <summary>
    /// Where the classifier's chain is: the number of its step in the outermost chain, in the chain that is that step, and so on.
    /// Empty where it is alone.
    /// </summary>
    /// <exception cref="InvalidDataException">The zip's folders are not those of chains.</exception>
    public IReadOnlyList<int> Place => [.. _classifier.Split('/')[1..^1].Select(StepNumber)];

    /// <summary>Reads and checks a file.</summary>
    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static ModelArchive Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new FileNotFoundException($"there is no model '{path}'", path);
        using var file = File.OpenRead(path);
        return Read(file, path);
    }

    /// <summary>Reads and checks what a stream holds from its position on.</summary>
    /// <exception cref="InvalidDataException">It is damaged, no model, or a model that is not ours.</exception>
    public static ModelArchive Copy(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return Read(copy, "the stream");
    }

    /// <summary>Saves a model, and reads what was saved.</summary>
    /// <exception cref="InvalidDataException">It is a model that is not ours.</exception>
    public static ModelArchive Of(ModelOperationsCatalog catalog, ITransformer model)
    {
        using var zip = new MemoryStream();
        catalog.Save(model, null, zip);
        zip.Position = 0;
        return Read(zip, model.GetType().Name);
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
            CheckSizes(zip, stream.Length);
            var entries = new Dictionary<string, byte[]>();
            foreach (var entry in zip.Entries)
            {
                // Models saved on Windows have backslashes.
                var path = CheckPath(entry.FullName.Replace('\\', '/'));
                if (!path.EndsWith('/') && !entries.TryAdd(path, ReadEntry(entry, path)))
                    throw new InvalidDataException($"the zip has two entries '{path}'");
            }

            var networks = entries.Keys.Where(IsNetwork).ToArray();
            if (networks is not [var network])
                throw new InvalidDataException(
                    $"a model has one entry '*{NetworkEntry}', this zip of {entries.Count} has {networks.Length}");
            return new ModelArchive(name, entries, network);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            throw new InvalidDataException(
                $"'{name}' is not a model that {OnnxModel.Producer} saved, or it is damaged: {e.Message}",
                e);
        }
    }

    /// <summary>Opens the network.</summary>
    /// <param name="threads">Threads that one call uses.</param>
    /// <exception cref="InvalidDataException">ONNX Runtime cannot.</exception>
    public OnnxScorer OpenScorer(int threads)
    {
        try
        {
            return OnnxScorer.Open(Onnx, Description, threads);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"the network of '{Name}' cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>
    /// The zip with the classifier's chain replaced by the last of its steps, which only drops columns: ML.NET opens it at once,
    /// with all steps around the classifier as they are.
    /// </summary>
    /// <exception cref="InvalidDataException">The classifier's chain is not of its four steps.</exception>
    public MemoryStream Outline()
    {
        const string Key = "Model.key";
        string StepKey(int number) => $"{_classifier}{StepFolder}{number:000}/{Key}";
        var steps = 0;
        while (_entries.ContainsKey(StepKey(steps)))
            steps++;
        if (steps != ScoringChain.StepCount)
            throw new InvalidDataException($"the classifier's chain has {ScoringChain.StepCount} steps, this one has {steps}");
        return Zip([
            .. _entries.Where(entry => !entry.Key.StartsWith(_classifier, StringComparison.Ordinal)),
            KeyValuePair.Create(_classifier + Key, _entries[StepKey(steps - 1)]),
        ]);
    }

    /// <summary>The zip as it was, for ML.NET to open.</summary>
    public MemoryStream Zip() => Zip(_entries);

    /// <summary>Copies a zip; the networks in it are stored, the rest is compressed.</summary>
    public static void CopyWithNetworkStored(Stream from, Stream to)
    {
        using var source = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
        using var target = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in source.Entries)
        {
            var isNetwork = IsNetwork(entry.FullName.Replace('\\', '/'));
            var copy = target.CreateEntry(entry.FullName, isNetwork ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            copy.LastWriteTime = entry.LastWriteTime;
            using var reader = entry.Open();
            using var writer = copy.Open();
            reader.CopyTo(writer);
        }
    }

    private static MemoryStream Zip(IReadOnlyCollection<KeyValuePair<string, byte[]>> entries)
    {
        const int OfEntry = 512;
        var stream = new MemoryStream((int)Math.Min(Array.MaxLength, entries.Sum(entry => (long)entry.Value.Length + OfEntry)));
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, bytes) in entries)
            {
                using var entry = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
                if (IsNetwork(path))
                    entry.Write(Length(bytes.Length));
                entry.Write(bytes);
            }
        }

        stream.Position = 0;
        return stream;
    }

    private static bool IsNetwork(string path) => path.EndsWith(NetworkEntry, StringComparison.Ordinal);

    // What stands before the network in its entry.
    private static byte[] Length(int length)
    {
        var prefix = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(prefix, length);
        return prefix;
    }

    private static int StepNumber(string folder) =>
        folder.StartsWith(StepFolder, StringComparison.Ordinal)
        && int.TryParse(folder.AsSpan(StepFolder.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"the zip's folder '{folder}' is not the step of a chain");

    private static string CheckPath(string path) => path.StartsWith('/') || path.Contains(':') || path.Split('/').Contains("..")
        ? throw new InvalidDataException($"the zip's entry '{path}' leaves its folder")
        : path;

    // Before anything is unpacked: a small zip can hold gigabytes of zeros. Weights hardly compress, and the rest of a model is
    // small.
    private static void CheckSizes(ZipArchive zip, long zipLength)
    {
        if (zip.Entries.Count > MaximumEntries)
            throw new InvalidDataException($"a model has at most {MaximumEntries} entries, this zip has {zip.Entries.Count}");
        // Lengths that are lies may be more in all than 64 bits count.
        Int128 Sum(Func<ZipArchiveEntry, long> length) => zip.Entries.Aggregate((Int128)0, (sum, entry) => sum + length(entry));
        var (size, packed) = (Sum(entry => entry.Length), Sum(entry => entry.CompressedLength));
        if (size > MaximumEntry && size / MaximumRatio > packed)
            throw new InvalidDataException(
                $"a model is at most {MaximumRatio} times as large as its zip, this one has {size} bytes in {packed}");
        foreach (var entry in zip.Entries)
        {
            var maximum = IsNetwork(entry.FullName.Replace('\\', '/')) ? Array.MaxLength : MaximumEntry;
            if (entry.Length > maximum || entry.CompressedLength > zipLength)
                throw new InvalidDataException(
                    $"the zip's entry '{entry.FullName}' may have at most {maximum} bytes, was {entry.Length}");
        }
    }

    // The network comes without the length that stands before it.
    private static byte[] ReadEntry(ZipArchiveEntry entry, string path)
    {
        var isNetwork = IsNetwork(path);
        using var content = entry.Open();
        var prefix = new byte[isNetwork ? sizeof(int) : 0];
        content.ReadExactly(prefix);
        var length = (int)entry.Length - prefix.Length;
        if (isNetwork && BinaryPrimitives.ReadInt32LittleEndian(prefix) != length)
            throw new InvalidDataException($"the zip's entry '{path}' does not have the length that it says");
        var bytes = Read(content, length, entry.CompressedLength, Crc32.Of(prefix), out var checksum);
        if (bytes.Length != length || content.ReadByte() >= 0)
            throw new InvalidDataException($"the zip's entry '{path}' should have {entry.Length} bytes");
        return checksum == entry.Crc32
            ? bytes
            : throw new InvalidDataException($"the zip's entry '{path}' does not have its checksum");
    }

    // A declared length is believed as far as the compressed bytes make it plausible, so that a lie costs no memory.
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

    // The checksum is taken of each part while it is in the processor's cache.
    private static byte[] ReadChecked(Stream content, int length, uint before, out uint checksum)
    {
        const int Part = 1 << 18;
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        checksum = before;
        for (var at = 0; at < length; at += Part)
        {
            var part = bytes.AsSpan(at, Math.Min(Part, length - at));
            content.ReadExactly(part);
            checksum = Crc32.Of(part, checksum);
        }

        return bytes;
    }
}
