using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

[assembly: LoadableModel<CompositeDataLoader<IMultiStreamSource, ITransformer>>("CompositeLoader")]

namespace Microsoft.ML.Data;

/// <summary>A loader whose views go through a chain of transformers.</summary>
public sealed class CompositeDataLoader<TSource, TLastTransformer> : IDataLoader<TSource>, IDisposable, ILoadableModel
    where TLastTransformer : class, ITransformer
{
    public readonly IDataLoader<TSource> Loader;

    public readonly TransformerChain<TLastTransformer> Transformer;

    private const string LoaderFolder = "Loader";

    private static readonly VersionInfo Version = new("CMPSTLDR", 0x00010001, 0x00010001, 0x00010001, "CompositeLoader");

    public CompositeDataLoader(IDataLoader<TSource> loader, TransformerChain<TLastTransformer>? transformerChain = null)
    {
        Contracts.CheckValue(loader);
        Loader = loader;
        Transformer = transformerChain ?? new TransformerChain<TLastTransformer>();
    }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var loader = ctx.LoadModel<IDataLoader<TSource>>(env, LoaderFolder);
        var chain = ctx.LoadModel<TransformerChain<TLastTransformer>>(env, ModelOperationsCatalog.ModelDirectory);
        return new CompositeDataLoader<TSource, TLastTransformer>(loader, chain);
    }

    public IDataView Load(TSource input) => Transformer.Transform(Loader.Load(input));

    public DataViewSchema GetOutputSchema() => Transformer.GetOutputSchema(Loader.GetOutputSchema());

    public CompositeDataLoader<TSource, TNewLast> AppendTransformer<TNewLast>(TNewLast transformer)
        where TNewLast : class, ITransformer
        => new(Loader, Transformer.Append(transformer));

    public void Dispose() => Transformer.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveModel(Loader, LoaderFolder);
        ctx.SaveModel(Transformer, ModelOperationsCatalog.ModelDirectory);
    }
}
