using System.Buffers.Binary;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The layout of PyTorch 0.1.10 to 1.5, and later where it was asked for: five pickles (a magic number, the version 1001, the
/// machine, the value, the keys of the storages), then for each key the number of elements, an int64, and the elements.
/// </summary>
internal sealed class PyTorchStream : PyTorchContainer
{
    private const long Version = 1001;

    // A pickled integer of ten bytes, 0x1950a86a20f9469cfc6c, and the end of that pickle.
    private static ReadOnlySpan<byte> Magic => [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'];

    private readonly FileStream _file;
    private readonly Dictionary<string, long> _places = [];

    public PyTorchStream(FileStream file)
    {
        _file = file;
        file.Position = AfterMagic(file);
        if (PickleReader.Read(file).Value is not Version)
            throw new FormatException($"it must be of version {Version} of PyTorch's old form");
        if (PickleReader.Read(file).Value is not PickleDictionary machine || machine["little_endian"] is not true)
            throw new FormatException("its numbers are big-endian: re-save it on a little-endian machine");
        Pickle = PickleReader.Read(file);
        if (PickleReader.Read(file).Value is not List<object?> keys)
            throw new FormatException("its list of storages is missing");
        foreach (var key in keys)
            Find(key as string ?? throw new FormatException("its list of storages has a key that is not text"));
    }

    /// <summary>Whether a file begins as this layout does.</summary>
    public static bool Recognises(FileStream file) => AfterMagic(file) >= 0;

    public override string Place(PickleStorage storage) => $"storage {storage.Key}";

    public override long? Length(PickleStorage storage) =>
        _places.ContainsKey(storage.Key) ? storage.Count * storage.Type.Size() : null;

    public override byte[] Read(PickleStorage storage)
    {
        _file.Position = _places[storage.Key];
        var bytes = new byte[storage.Count * storage.Type.Size()];
        _file.ReadExactly(bytes);
        return bytes;
    }

    public override void Dispose() => _file.Dispose();

    // The magic number's own pickle begins with its protocol, and with a frame in the later ones.
    private static long AfterMagic(FileStream file)
    {
        Span<byte> start = stackalloc byte[32];
        file.Position = 0;
        start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        file.Position = 0;
        return start is [0x80, ..] && start.IndexOf(Magic) is var place and >= 0 ? place + Magic.Length : -1;
    }

    // The elements of a storage are passed over, as long as the file has them.
    private void Find(string key)
    {
        Span<byte> count = stackalloc byte[sizeof(long)];
        _file.ReadExactly(count);
        if (!Pickle.Storages.TryGetValue(key, out var storage) || !_places.TryAdd(key, _file.Position))
            throw new FormatException($"its list of storages has '{key}', which the pickle does not refer to, or has it twice");
        if (BinaryPrimitives.ReadInt64LittleEndian(count) is var elements && elements != storage.Count)
            throw new FormatException($"storage {key} has {elements} elements, its pickle says {storage.Count}");
        var bytes = (Int128)storage.Count * storage.Type.Size();
        if (bytes > _file.Length - _file.Position)
            throw new FormatException(
                $"storage {key} should have {bytes} bytes, but the file ends {_file.Length - _file.Position} bytes on: it is "
                + "truncated");
        _file.Position += (long)bytes;
    }
}
