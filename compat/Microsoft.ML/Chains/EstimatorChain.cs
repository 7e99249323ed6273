using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Estimators one after the other, each fitted on what the ones before it make of the data. Immutable.</summary>
public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    public readonly IEstimator<TLastTransformer> LastEstimator;

    private readonly IHostEnvironment? _cacheEnvironment;
    private readonly EstimatorStep[] _steps;

    public EstimatorChain()
        : this(null, [])
    {
    }

    private EstimatorChain(IHostEnvironment? cacheEnvironment, EstimatorStep[] steps)
    {
        _cacheEnvironment = cacheEnvironment;
        _steps = steps;
        LastEstimator = (steps.LastOrDefault().Estimator as IEstimator<TLastTransformer>)!;
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        GetOutputSchema(SchemaShape.Create(input.Schema)); // faults of the schema show before any step is fitted
        var view = input;
        var transformers = new ITransformer[_steps.Length];
        for (int i = 0; i < _steps.Length; i++)
        {
            transformers[i] = _steps[i].Estimator.Fit(view);
            view = transformers[i].Transform(view);
            if (_steps[i].CacheAfter && i < _steps.Length - 1)
                view = new CacheDataView(_cacheEnvironment!, view, []);
        }

        return new(transformers, _steps.Select(step => step.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => _steps.Aggregate(inputSchema, (shape, step) => step.Estimator.GetOutputSchema(shape));

    public EstimatorChain<TNewTrans> Append<TNewTrans>(
        IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        Contracts.CheckValue(estimator);
        return new(_cacheEnvironment, [.. _steps, new EstimatorStep(estimator, scope, false)]);
    }

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env)
    {
        Contracts.CheckValue(env);
        Contracts.Check(_steps.Length > 0, "Current estimator chain has no estimator, can't append cache checkpoint.");
        return _steps[^1].CacheAfter ? this : new(env, [.. _steps[..^1], _steps[^1] with { CacheAfter = true }]);
    }
}

/// <summary>A step of a chain: when it takes part, and whether what it makes is kept in memory for those after it.</summary>
internal readonly record struct EstimatorStep(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
