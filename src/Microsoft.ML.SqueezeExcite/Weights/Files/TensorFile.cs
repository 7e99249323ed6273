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

    /// <summary>The classes of the objects that are not read; empty where all of the file is tensors and plain values.</summary>
    public IReadOnlyCollection<string> Skipped { get; protected init; } = [];

    /// <summary>The tensors by name.</summary>
    public abstract IReadOnlyDictionary<string, StoredTensor> Tensors { get; }

    /// <summary>What else the file says of itself.</summary>
    public virtual IReadOnlyDictionary<string, string> Metadata => FrozenDictionary<string, string>.Empty;

    /// <summary>Opens a file; its content says what kind it is, not its name.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is of an unknown kind, or truncated.</exception>
    public static TensorFile Open(string path)
    {
        if (Directory.Exists(path))
            throw new InvalidDataException($"'{path}' is a folder, not a file of weights");
        if (!File.Exists(path))
            throw new FileNotFoundException($"there is no file of weights '{path}'", path);
        Span<byte> start = stackalloc byte[FileKind.StartLength];
        bool isStream;
        using (var stream = File.OpenRead(path))
        {
            isStream = PyTorchStream.Recognises(stream);
            start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }

        if (isStream || start.StartsWith("PK\x3\x4"u8))
            return PyTorchFile.Open(path);
        // The length of the header, in eight bytes, comes first; of none is it so large that it needs the last.
        var kind = FileKind.Describe(start);
        if (start is [_, _, _, _, _, _, _, var last, (byte)'{', ..] && (last == 0 || kind is null))
            return SafetensorsFile.Open(path);
        throw new InvalidDataException(
            $"'{path}' is {kind ?? "neither a safetensors file nor a zip or stream that PyTorch's torch.save wrote"}");
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
