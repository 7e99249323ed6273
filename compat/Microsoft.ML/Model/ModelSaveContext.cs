using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a component writes its own part of a model.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string ModelStreamName = "Model.key";

    private readonly RepositoryWriter _repository;
    private readonly string? _directory;
    private readonly MemoryStream _model = new();
    private readonly OrderedDictionary<string, int> _strings = [];
    private VersionInfo? _version;

    private ModelSaveContext(RepositoryWriter repository, string? directory)
    {
        _repository = repository;
        _directory = directory;
        Writer = new BinaryWriter(_model, Encoding.UTF8);
    }

    internal BinaryWriter Writer { get; }

    public void Dispose() => Writer.Dispose();

    /// <summary>Saves a whole model in a folder of the zip; null saves nothing.</summary>
    internal static void SaveModel(RepositoryWriter repository, ICanSaveModel? model, string? directory)
    {
        if (model == null)
            return;
        repository.WriteEntry(RepositoryReader.Combine(directory, ModelStreamName), stream =>
        {
            using var context = new ModelSaveContext(repository, directory);
            model.Save(context);
            context.Finish(stream);
        });
    }

    internal void SetVersionInfo(VersionInfo version) => _version = version;

    /// <summary>Throws if something was written before the component began.</summary>
    internal void CheckAtModel() => Contracts.Check(_model.Position == 0);

    internal void SaveModel(ICanSaveModel model, string name)
        => SaveModel(_repository, model, RepositoryReader.Combine(_directory, name));

    /// <summary>Saves a part that has a header of its own, in a folder below this one.</summary>
    internal void SaveSubModel(string name, Action<ModelSaveContext> save) => SaveModel(new SubModel(save), name);

    internal void SaveBinaryStream(string name, Action<BinaryWriter> write)
        => _repository.WriteEntry(RepositoryReader.Combine(_directory, name), stream =>
        {
            using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
            write(writer);
        });

    internal void SaveTextStream(string name, Action<TextWriter> write)
        => _repository.WriteEntry(RepositoryReader.Combine(_directory, name), stream =>
        {
            using var writer = new StreamWriter(stream, leaveOpen: true);
            write(writer);
        });

    /// <summary>Strings go to the header's table, once each; the component's own bytes hold their number.</summary>
    internal void SaveString(string value)
    {
        _strings.TryAdd(value, _strings.Count, out int index);
        Writer.Write(index);
    }

    internal void SaveStringOrNull(string? value)
    {
        if (value == null)
            Writer.Write(-1);
        else
            SaveString(value);
    }

    internal void SaveNonEmptyString(string value) => SaveString(Contracts.CheckNonEmpty(value));

    private void Finish(Stream stream)
    {
        Contracts.Check(_version != null, "ModelSignature not specified!");
        ModelHeader.Write(stream, _version.Value, _model.GetBuffer().AsSpan(0, (int)_model.Length), _strings.Keys);
    }

    private sealed class SubModel(Action<ModelSaveContext> save) : ICanSaveModel
    {
        public void Save(ModelSaveContext ctx) => save(ctx);
    }
}
