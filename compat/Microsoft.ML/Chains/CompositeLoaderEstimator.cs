using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Fits a loader, and then a chain of estimators on what it loads.</summary>
public sealed class CompositeLoaderEstimator<TSource, TLastTransformer>
    : IDataLoaderEstimator<TSource, CompositeDataLoader<TSource, TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly IDataLoaderEstimator<TSource, IDataLoader<TSource>> _start;
    private readonly EstimatorChain<TLastTransformer> _chain;

    public CompositeLoaderEstimator(
        IDataLoaderEstimator<TSource, IDataLoader<TSource>> start, EstimatorChain<TLastTransformer>? estimatorChain = null)
    {
        Contracts.CheckValue(start);
        _start = start;
        _chain = estimatorChain ?? new EstimatorChain<TLastTransformer>();
    }

    public CompositeDataLoader<TSource, TLastTransformer> Fit(TSource input)
    {
        var loader = _start.Fit(input);
        return new(loader, _chain.Fit(loader.Load(input)));
    }

    public SchemaShape GetOutputSchema() => _chain.GetOutputSchema(_start.GetOutputSchema());

    public CompositeLoaderEstimator<TSource, TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator)
        where TNewTrans : class, ITransformer
    {
        Contracts.CheckValue(estimator);
        return new(_start, _chain.Append(estimator));
    }
}

/// <summary>A loader that needs no fitting.</summary>
internal sealed class TrivialLoaderEstimator<TSource>(IDataLoader<TSource> loader)
    : IDataLoaderEstimator<TSource, IDataLoader<TSource>>
{
    public IDataLoader<TSource> Fit(TSource input) => loader;

    public SchemaShape GetOutputSchema() => SchemaShape.Create(loader.GetOutputSchema());
}
