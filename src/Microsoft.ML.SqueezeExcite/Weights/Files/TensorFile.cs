using System.Buffers.Binary;
using System.Collections.Frozen;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Named tensors in a file of any kind that is read here. A file is checked as a whole when it is opened; elements are read one
/// tensor at a time. Every fault is an <see cref="InvalidDataException"/> that names the file and the tensor.
/// </summary>
internal abstract class TensorFile(string path) : IDisposable
{
    /// <summary>Where the file is.</summary>
    public string Path { get; } = path;

    /// <summary>The kind of file, for people: <c>safetensors</c>.</summary>
    public abstract string Format { get; }

    /// <summary>Where in the file the tensors are, such as <c>state_dict</c>; empty where the file is nothing else.</summary>
    public string Part { get; protected init; } = "";

    /// <summary>Where other tensors are, which are not read; empty for the file's own dictionary.</summary>
    public IReadOnlyList<string> OtherParts { get; protected init; } = [];

    /// <summary>The tensors by name.</summary>
    public abstract IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>What else the file says of itself.</summary>
    public virtual IReadOnlyDictionary<string, string> Metadata => FrozenDictionary<string, string>.Empty;

    /// <summary>Opens a file; its content says what kind it is, not its name.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is of an unknown kind, or truncated.</exception>
    public static TensorFile Open(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"there is no file of weights '{path}'", path);
        Span<byte> start = stackalloc byte[9];
        int read;
        using (var stream = File.OpenRead(path))
            read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read >= 4 && BinaryPrimitives.ReadUInt32BigEndian(start) == 0x504B0304)
            return PyTorchFile.Open(path);
        if (read == start.Length && start[8] == '{')
            return SafetensorsFile.Open(path);
        throw new InvalidDataException(
            read > 2 && start[0] == 0x80 && start[1] is >= 1 and <= 5
                ? $"'{path}' is a pickle, the form of PyTorch before 1.6: load it there and re-save it with torch.save of "
                    + "PyTorch 1.6 or later"
                : $"'{path}' is neither a safetensors file nor a zip that PyTorch's torch.save wrote");
    }

    /// <summary>A tensor's elements, row-major; good until the file is closed.</summary>
    public abstract ReadOnlySpan<byte> Bytes(string name);

    /// <summary>A floating-point tensor's elements, row-major, in single precision.</summary>
    public TensorData Read(string name)
    {
        var tensor = Tensors[name];
        if (!tensor.Type.IsFloat())
            throw Fault(Path, name, $"its elements are {tensor.Type}, weights must be F64, F32, F16 or BF16");
        return new TensorData([.. tensor.Shape.Select(size => checked((int)size))], tensor.Type.ToSingles(Bytes(name)));
    }

    /// <inheritdoc/>
    public abstract void Dispose();

    protected static InvalidDataException Fault(string path, string? tensor, string fault, Exception? cause = null) =>
        new(tensor is null ? $"'{path}': {fault}" : $"'{path}', tensor '{tensor}': {fault}", cause);
}
