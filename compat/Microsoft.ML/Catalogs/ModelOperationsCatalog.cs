using Microsoft.ML.Data;
using Microsoft.ML.Data.IO;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saving, loading and running models.</summary>
public sealed partial class ModelOperationsCatalog : IInternalCatalog
{
    internal const string ModelDirectory = "TransformerChain";
    private const string SchemaEntry = "Schema";

    private readonly IHostEnvironment _env;

    internal ModelOperationsCatalog(IHostEnvironment env) => _env = env;

    IHostEnvironment IInternalCatalog.Environment => _env;

    public void Save(ITransformer model, DataViewSchema? inputSchema, Stream stream)
    {
        _env.CheckValue(stream, nameof(stream));
        using var repository = new RepositoryWriter(stream);
        ModelSaveContext.SaveModel(repository, model, ModelDirectory);
        if (inputSchema != null)
        {
            repository.WriteEntry(
                SchemaEntry, entry => new BinarySaver(entry).Save(new EmptyDataView(_env, inputSchema), keepHidden: true));
        }
    }

    public void Save(ITransformer model, DataViewSchema? inputSchema, string filePath)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        _env.CheckValue(stream, nameof(stream));
        using var repository = new RepositoryReader(stream);
        using var schema = repository.OpenEntryOrNull(SchemaEntry);
        if (schema != null)
        {
            inputSchema = new BinaryLoader(() => new MemoryStream(schema.ToArray())).Schema;
            return ModelLoadContext.LoadModel<ITransformer>(_env, repository, ModelDirectory);
        }

        if (ModelLoadContext.LoadModelOrNull<IDataLoader<IMultiStreamSource>>(_env, out var loader, repository, null))
        {
            var model = Decompose(ref loader!);
            inputSchema = loader.GetOutputSchema();
            return model;
        }

        inputSchema = null!; // the official signature does not say so, but a model may come without one
        return ModelLoadContext.LoadModelOrNull<ITransformer>(_env, out var bare, repository, ModelDirectory)
            ? bare!
            : throw _env.Except("Could not load legacy format model");
    }

    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition? inputSchemaDefinition = null,
        SchemaDefinition? outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new()
        => new(_env, transformer, ignoreMissingColumns, inputSchemaDefinition, outputSchemaDefinition);

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
        => new(_env, transformer, ignoreMissingColumns: false, RowMember.DefineAs<TSrc>(_env, inputSchema));

    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
        => new(
            _env,
            transformer,
            options.IgnoreMissingColumns,
            options.InputSchemaDefinition,
            options.OutputSchemaDefinition,
            options.OwnsTransformer);
}
