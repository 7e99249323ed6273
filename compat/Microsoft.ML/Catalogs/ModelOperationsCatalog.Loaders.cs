using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

// Models that are saved with the loader of their input, instead of its schema.
public sealed partial class ModelOperationsCatalog
{
    public void Save<TSource>(ITransformer? model, IDataLoader<TSource> loader, Stream stream)
    {
        _env.CheckValue(loader, nameof(loader));
        _env.CheckValue(stream, nameof(stream));
        var chain = model == null ? null : new TransformerChain<ITransformer>(model);
        using var repository = new RepositoryWriter(stream);
        ModelSaveContext.SaveModel(repository, new CompositeDataLoader<TSource, ITransformer>(loader, chain), null);
    }

    public void Save<TSource>(ITransformer? model, IDataLoader<TSource> loader, string filePath)
    {
        _env.CheckValue(loader, nameof(loader));
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.Create(filePath);
        Save(model, loader, stream);
    }

    public ITransformer LoadWithDataLoader(Stream stream, out IDataLoader<IMultiStreamSource> loader)
    {
        _env.CheckValue(stream, nameof(stream));
        using var repository = new RepositoryReader(stream);
        try
        {
            loader = ModelLoadContext.LoadModel<IDataLoader<IMultiStreamSource>>(_env, repository, null);
        }
        catch (Exception ex)
        {
            throw _env.Except(
                "Model does not contain an IDataLoader. Perhaps this was saved with an DataViewSchema, "
                    + "or even no information on its input at all. Consider using the Load method instead.",
                ex);
        }

        return Decompose(ref loader);
    }

    public ITransformer LoadWithDataLoader(string filePath, out IDataLoader<IMultiStreamSource> loader)
    {
        _env.CheckNonEmpty(filePath, nameof(filePath));
        using var stream = File.OpenRead(filePath);
        return LoadWithDataLoader(stream, out loader);
    }

    // Undoes what Save does: the model was made the only step of the loader's chain.
    private static ITransformer Decompose(ref IDataLoader<IMultiStreamSource> loader)
    {
        if (loader is not CompositeDataLoader<IMultiStreamSource, ITransformer> composite)
            return new TransformerChain<ITransformer>();
        loader = composite.Loader;
        ITransformer[] steps = [.. composite.Transformer];
        return steps is [var only] ? only : composite.Transformer;
    }
}
