using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A component's own part of a model, and what lies in the folders below it.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    private readonly RepositoryReader _repository;
    private readonly string? _directory;
    private readonly ModelHeader _header;

    private ModelLoadContext(RepositoryReader repository, string? directory, Stream entry)
    {
        _repository = repository;
        _directory = directory;
        Reader = new BinaryReader(entry, Encoding.UTF8);
        _header = ModelHeader.Read(Reader);
    }

    public BinaryReader Reader { get; }

    public uint ModelVerWritten => _header.ModelVerWritten;

    public void Dispose() => Reader.Dispose();

    /// <summary>Loads the model in a folder of the zip; false if there is none.</summary>
    public static bool LoadModelOrNull<T>(IHostEnvironment env, out T? result, RepositoryReader repository, string? directory)
        where T : class
    {
        result = null;
        using var entry = repository.OpenEntryOrNull(RepositoryReader.Combine(directory, ModelSaveContext.ModelStreamName));
        if (entry == null)
            return false;
        using var context = new ModelLoadContext(repository, directory, entry);
        result = env.ComponentCatalog.Load(env, context, context._header) as T
            ?? throw env.ExceptDecode($"Couldn't load model: '{directory}'");
        env.CheckDecode(entry.Position == ModelHeader.Size + context._header.ModelLength, "Corrupt model file");
        return true;
    }

    public static T LoadModel<T>(IHostEnvironment env, RepositoryReader repository, string? directory) where T : class
        => LoadModelOrNull<T>(env, out var result, repository, directory)
            ? result!
            : throw env.ExceptDecode("Corrupt model file");

    public T LoadModel<T>(IHostEnvironment env, string name) where T : class
        => LoadModel<T>(env, _repository, RepositoryReader.Combine(_directory, name));

    public bool LoadModelOrNull<T>(IHostEnvironment env, out T? result, string name) where T : class
        => LoadModelOrNull(env, out result, _repository, RepositoryReader.Combine(_directory, name));

    public void CheckAtModel(VersionInfo version)
    {
        Contracts.Check(Reader.BaseStream.Position == ModelHeader.Size);
        CheckVersionInfo(version);
    }

    public void CheckVersionInfo(VersionInfo version)
        => version.CheckReadable(_header.ModelVerWritten, _header.ModelVerReadable, _header.ModelSignature);

    /// <summary>Reads a part that has a header of its own; false if it is not there.</summary>
    public bool TryProcessSubModel(string name, Action<ModelLoadContext> read)
    {
        string directory = RepositoryReader.Combine(_directory, name);
        using var entry = _repository.OpenEntryOrNull(RepositoryReader.Combine(directory, ModelSaveContext.ModelStreamName));
        if (entry == null)
            return false;
        using var context = new ModelLoadContext(_repository, directory, entry);
        read(context);
        return true;
    }

    public bool TryLoadBinaryStream(string name, Action<BinaryReader> read)
    {
        using var entry = _repository.OpenEntryOrNull(RepositoryReader.Combine(_directory, name));
        if (entry == null)
            return false;
        using var reader = new BinaryReader(entry, Encoding.UTF8);
        read(reader);
        return true;
    }

    public bool TryLoadTextStream(string name, Action<TextReader> read)
    {
        using var entry = _repository.OpenEntryOrNull(RepositoryReader.Combine(_directory, name));
        if (entry == null)
            return false;
        using var reader = new StreamReader(entry);
        read(reader);
        return true;
    }

    public string? LoadStringOrNull()
    {
        int index = Reader.ReadInt32();
        Contracts.CheckDecode(-1 <= index && index < _header.Strings.Length);
        return index < 0 ? null : _header.Strings[index];
    }

    public string LoadString() => LoadStringOrNull() ?? throw Contracts.ExceptDecode(null);

    public string LoadNonEmptyString()
    {
        string value = LoadString();
        Contracts.CheckDecode(value.Length > 0);
        return value;
    }
}
