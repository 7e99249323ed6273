using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public static class LearningPipelineExtensions
{
    public static CompositeLoaderEstimator<TSource, TTrans> Append<TSource, TTrans>(
        this IDataLoaderEstimator<TSource, IDataLoader<TSource>> start, IEstimator<TTrans> estimator)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start);
        Contracts.CheckValue(estimator);
        return new CompositeLoaderEstimator<TSource, ITransformer>(start).Append(estimator);
    }

    public static CompositeLoaderEstimator<TSource, TTrans> Append<TSource, TTrans>(
        this IDataLoader<TSource> start, IEstimator<TTrans> estimator)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start);
        return new TrivialLoaderEstimator<TSource>(start).Append(estimator);
    }

    public static EstimatorChain<TTrans> Append<TTrans>(
        this IEstimator<ITransformer> start,
        IEstimator<TTrans> estimator,
        TransformerScope scope = TransformerScope.Everything)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start);
        Contracts.CheckValue(estimator);
        return start is EstimatorChain<ITransformer> chain
            ? chain.Append(estimator, scope)
            : new EstimatorChain<ITransformer>().Append(start).Append(estimator, scope);
    }

    public static EstimatorChain<TTrans> AppendCacheCheckpoint<TTrans>(this IEstimator<TTrans> start, IHostEnvironment env)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start);
        return new EstimatorChain<ITransformer>().Append(start).AppendCacheCheckpoint(env);
    }

    public static CompositeDataLoader<TSource, TTrans> Append<TSource, TTrans>(
        this IDataLoader<TSource> loader, TTrans transformer)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(loader);
        Contracts.CheckValue(transformer);
        return new CompositeDataLoader<TSource, ITransformer>(loader).AppendTransformer(transformer);
    }

    public static TransformerChain<TTrans> Append<TTrans>(this ITransformer start, TTrans transformer)
        where TTrans : class, ITransformer
    {
        Contracts.CheckValue(start);
        Contracts.CheckValue(transformer);
        return new(start, transformer);
    }

    public static IEstimator<TTransformer> WithOnFitDelegate<TTransformer>(
        this IEstimator<TTransformer> estimator, Action<TTransformer> onFit)
        where TTransformer : class, ITransformer
    {
        Contracts.CheckValue(estimator);
        Contracts.CheckValue(onFit);
        return new NotifyingEstimator<TTransformer>(estimator, onFit);
    }

    private sealed class NotifyingEstimator<TTransformer>(IEstimator<TTransformer> estimator, Action<TTransformer> onFit)
        : IEstimator<TTransformer>
        where TTransformer : class, ITransformer
    {
        public TTransformer Fit(IDataView input)
        {
            var transformer = estimator.Fit(input);
            onFit(transformer);
            return transformer;
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => estimator.GetOutputSchema(inputSchema);
    }
}
