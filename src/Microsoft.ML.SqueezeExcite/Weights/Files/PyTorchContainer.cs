namespace Microsoft.ML.SqueezeExcite;

/// <summary>How torch.save lays out a file: a pickle, which says what tensors there are, and the elements of storages.</summary>
internal abstract class PyTorchContainer : IDisposable
{
    /// <summary>What the pickle holds.</summary>
    public Pickle Pickle { get; protected init; } = null!;

    /// <summary>Opens a file of either layout.</summary>
    /// <exception cref="FormatException">It is damaged, or holds what is not read here.</exception>
    public static PyTorchContainer Open(FileStream file) =>
        PyTorchStream.Recognises(file) ? new PyTorchStream(file) : new PyTorchArchive(file);

    /// <summary>Where a storage is, for people: <c>entry x/data/0</c>.</summary>
    public abstract string Place(PickleStorage storage);

    /// <summary>The bytes that a storage has in the file; null where it is missing.</summary>
    public abstract long? Length(PickleStorage storage);

    /// <summary>The bytes of a storage that is there.</summary>
    /// <exception cref="FormatException">It is damaged.</exception>
    public abstract byte[] Read(PickleStorage storage);

    /// <inheritdoc/>
    public abstract void Dispose();
}
