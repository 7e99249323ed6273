using System.IO.Compression;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The layout of PyTorch 1.6 and later: a zip, whose entries are stored as they are.</summary>
internal sealed class PyTorchArchive : PyTorchContainer
{
    private readonly ZipArchive _zip;
    private readonly string _folder;

    public PyTorchArchive(FileStream file)
    {
        _zip = new ZipArchive(file, ZipArchiveMode.Read);
        CheckSizes(_zip, file.Length);
        _folder = Folder(_zip);
        var pickle = _zip.GetEntry($"{_folder}data.pkl")!;
        if (pickle.Length > PickleReader.Longest)
            throw new FormatException($"its pickle has {pickle.Length} bytes, more than {PickleReader.Longest} are refused");
        Pickle = PickleReader.Read(new MemoryStream(ReadEntry(pickle)));
    }

    public override string Place(PickleStorage storage) => $"entry {_folder}data/{storage.Key}";

    public override long? Length(PickleStorage storage) => Entry(storage)?.Length;

    public override byte[] Read(PickleStorage storage) => ReadEntry(Entry(storage)!);

    public override void Dispose() => _zip.Dispose();

    private ZipArchiveEntry? Entry(PickleStorage storage) => _zip.GetEntry($"{_folder}data/{storage.Key}");

    // Before anything is unpacked: all entries are stored, so that they have no more bytes than the file.
    private static void CheckSizes(ZipArchive zip, long fileLength)
    {
        if (zip.Entries.FirstOrDefault(entry => entry.CompressedLength != entry.Length) is { } packed)
            throw new FormatException(
                $"entry {packed.FullName} has {packed.Length} bytes in {packed.CompressedLength}: it is compressed, which "
                + "torch.save never does");
        // Lengths that are lies may be more in all than 64 bits count.
        var sum = zip.Entries.Aggregate((Int128)0, (sum, entry) => sum + entry.Length);
        if (sum > fileLength)
            throw new FormatException($"its entries have {sum} bytes in all, but the file has {fileLength}");
    }

    private static string Folder(ZipArchive zip)
    {
        var pickles = zip.Entries.Where(entry => entry.Name == "data.pkl" && entry.FullName.Count(c => c == '/') <= 1).ToArray();
        if (pickles is not [var pickle])
            throw new FormatException($"it has {pickles.Length} entries data.pkl where it must have one");
        var folder = pickle.FullName[..^pickle.Name.Length];
        if (zip.GetEntry($"{folder}constants.pkl") is not null)
            throw new FormatException("it is a TorchScript program: save the model's state_dict() with torch.save");
        if (
            zip.GetEntry($"{folder}byteorder") is { } order
            && !(order.Length <= 16 && ReadEntry(order).AsSpan().TrimEnd("\r\n "u8).SequenceEqual("little"u8)))
            throw new FormatException("its numbers are big-endian: re-save it on a little-endian machine");
        return folder;
    }

    private static byte[] ReadEntry(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0
            ? bytes
            : throw new FormatException($"entry {entry.FullName} has more than the {entry.Length} bytes that it says");
    }
}
