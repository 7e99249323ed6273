using System.IO.Compression;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A zip that PyTorch's torch.save wrote (1.6 and later): a pickle that says which tensors there are, and an entry a storage. A
/// state dictionary, or the largest one in what a training script saved. Only tensors are read; see <see cref="PickleGlobals"/>.
/// </summary>
internal sealed class PyTorchFile : TensorFile
{
    private const int LargestPickle = 64 << 20;

    private readonly ZipArchive _archive;
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, PickleTensor> _views;
    private (string Key, byte[] Bytes)? _lastStorage;

    private PyTorchFile(string path, ZipArchive archive, string folder, IReadOnlyList<PyTorchState> states)
        : base(path)
    {
        (_archive, _folder, _views) = (archive, folder, states[0].Tensors);
        Part = states[0].Path;
        OtherParts = [.. states.Skip(1).Select(state => state.Path)];
        Tensors = _views.ToDictionary(view => view.Key, view => new StoredTensor(view.Value.Storage.Type, view.Value.Shape));
    }

    public override string Format => "PyTorch";

    public override IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <inheritdoc cref="TensorFile.Open"/>
    public static new PyTorchFile Open(string path)
    {
        var stream = File.OpenRead(path);
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            var folder = Folder(archive);
            var pickle = archive.GetEntry($"{folder}data.pkl")!;
            var states = PyTorchState.Find(PickleReader.Read(ReadEntry(pickle, pickle.Length <= LargestPickle)));
            foreach (var (name, view) in states[0].Tensors)
                CheckView(archive, folder, name, view);
            return new PyTorchFile(path, archive, folder, states);
        }
        catch (Exception e)
            when (e
                    is FormatException
                        or InvalidDataException
                        or EndOfStreamException
                        or NotSupportedException
                        or ArgumentException
                        or OverflowException)
        {
            stream.Dispose();
            throw Fault(path, null, $"it is not a whole file of torch.save, or holds what is not read here: {e.Message}", e);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public override ReadOnlySpan<byte> Bytes(string name)
    {
        var view = _views[name];
        var size = view.Storage.Type.Size();
        var bytes = StoredTensor.BytesOf(view.Storage.Type, view.Shape)!.Value;
        if (Math.Max(bytes, view.Storage.Count * size) > Array.MaxLength)
            throw Fault(
                Path,
                name,
                $"its {bytes} bytes in a storage of {view.Storage.Count * size} are too many to be read at once");
        if (bytes == 0)
            return [];
        var storage = ReadStorage(name, view.Storage.Key);
        return view.IsContiguous
            ? storage.AsSpan((int)(view.Offset * size), (int)bytes)
            : Gather(view, storage, new byte[bytes], size);
    }

    public override void Dispose() => _archive.Dispose();

    private static string Folder(ZipArchive archive)
    {
        var pickles = archive.Entries.Where(entry => entry.Name == "data.pkl" && entry.FullName.Count(c => c == '/') <= 1)
            .ToArray();
        if (pickles is not [var pickle])
            throw new FormatException($"it has {pickles.Length} entries data.pkl where it must have one");
        var folder = pickle.FullName[..^pickle.Name.Length];
        if (archive.GetEntry($"{folder}constants.pkl") is not null)
            throw new FormatException("it is a TorchScript program: save the model's state_dict() with torch.save");
        if (
            archive.GetEntry($"{folder}byteorder") is { } order
            && !ReadEntry(order, order.Length <= 16).AsSpan().TrimEnd("\r\n "u8).SequenceEqual("little"u8))
            throw new FormatException("its numbers are big-endian: re-save it on a little-endian machine");
        return folder;
    }

    private static byte[] ReadEntry(ZipArchiveEntry entry, bool allowed)
    {
        if (!allowed || entry.CompressedLength != entry.Length)
            throw new FormatException(
                $"entry {entry.FullName} has {entry.Length} bytes in {entry.CompressedLength}: too many, or compressed, which "
                + "torch.save never does");
        using var stream = entry.Open();
        var bytes = new byte[entry.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static void CheckView(ZipArchive archive, string folder, string name, PickleTensor view)
    {
        if (view.Fault() is { } fault)
            throw new FormatException($"tensor '{name}': {fault}");
        var entry =
            archive.GetEntry($"{folder}data/{view.Storage.Key}")
            ?? throw new FormatException($"tensor '{name}': its entry data/{view.Storage.Key} is missing");
        if ((Int128)view.Storage.Count * view.Storage.Type.Size() != entry.Length)
            throw new FormatException(
                $"tensor '{name}': a storage of {view.Storage.Count} {view.Storage.Type} does not fit the {entry.Length} bytes "
                + $"of entry {entry.FullName}");
    }

    private byte[] ReadStorage(string name, string key)
    {
        if (_lastStorage is { } last && last.Key == key)
            return last.Bytes;
        try
        {
            var bytes = ReadEntry(_archive.GetEntry($"{_folder}data/{key}")!, allowed: true);
            _lastStorage = (key, bytes);
            return bytes;
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw Fault(Path, name, $"its storage cannot be read: {e.Message}", e);
        }
    }

    private static byte[] Gather(PickleTensor view, byte[] storage, byte[] bytes, int size)
    {
        var index = new long[view.Shape.Length];
        var from = view.Offset;
        for (var to = 0L; to < bytes.Length; to += size)
        {
            Array.Copy(storage, from * size, bytes, to, size);
            for (var dim = index.Length - 1; dim >= 0; dim--)
            {
                from += view.Strides[dim];
                if (++index[dim] < view.Shape[dim])
                    break;
                from -= view.Shape[dim] * view.Strides[dim];
                index[dim] = 0;
            }
        }

        return bytes;
    }
}
