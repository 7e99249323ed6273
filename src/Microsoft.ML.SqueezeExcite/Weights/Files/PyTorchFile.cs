namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A file that PyTorch's torch.save wrote: a state dictionary, or the largest one in what a training script saved. Only tensors
/// are read; see <see cref="PickleGlobals"/>.
/// </summary>
internal sealed class PyTorchFile : TensorFile
{
    private readonly PyTorchContainer _container;
    private readonly IReadOnlyDictionary<string, PickleTensor> _views;
    private (string Key, byte[] Bytes)? _lastStorage;

    private PyTorchFile(string path, PyTorchContainer container, IReadOnlyList<PyTorchState> states)
        : base(path)
    {
        (_container, _views) = (container, states[0].Tensors);
        Part = states[0].Path;
        OtherParts = [.. states.Skip(1).Select(state => state.Path)];
        Skipped = container.Pickle.Skipped;
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
            var container = PyTorchContainer.Open(stream);
            var states = PyTorchState.Find(container.Pickle);
            foreach (var (name, view) in states[0].Tensors)
                CheckView(container, name, view);
            return new PyTorchFile(path, container, states);
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
        if (Math.Max(view.Bytes, (long)view.StorageBytes) > Array.MaxLength)
            throw Fault(
                Path,
                name,
                $"its {view.Bytes} bytes in a storage of {view.StorageBytes} are too many to be read at once");
        if (view.IsInflated)
            throw Fault(
                Path,
                name,
                $"it repeats the {view.StorageBytes} bytes of its storage up to {view.Bytes}, which weights do not");
        if (view.Bytes == 0)
            return [];
        var size = view.Storage.Type.Size();
        var storage = ReadStorage(name, view.Storage);
        return view.IsContiguous
            ? storage.AsSpan((int)(view.Offset * size), (int)view.Bytes)
            : Gather(view, storage, new byte[view.Bytes], size);
    }

    public override void Dispose() => _container.Dispose();

    private static void CheckView(PyTorchContainer container, string name, PickleTensor view)
    {
        if (view.Fault() is { } fault)
            throw new FormatException($"tensor '{name}': {fault}");
        var length =
            container.Length(view.Storage)
            ?? throw new FormatException($"tensor '{name}': its {container.Place(view.Storage)} is missing");
        if (view.StorageBytes != length)
            throw new FormatException(
                $"tensor '{name}': a storage of {view.Storage.Count} {view.Storage.Type} does not fit the {length} bytes of "
                + container.Place(view.Storage));
    }

    private byte[] ReadStorage(string name, PickleStorage storage)
    {
        if (_lastStorage is { } last && last.Key == storage.Key)
            return last.Bytes;
        try
        {
            var bytes = _container.Read(storage);
            _lastStorage = (storage.Key, bytes);
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
