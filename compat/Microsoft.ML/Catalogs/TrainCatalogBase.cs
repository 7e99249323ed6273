using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public abstract class TrainCatalogBase : IInternalCatalog
{
    private protected TrainCatalogBase(IHostEnvironment env) => Environment = env;

    IHostEnvironment IInternalCatalog.Environment => Environment;

    private protected IHostEnvironment Environment { get; }

    /// <summary>Fits and evaluates once a fold, on what the other folds hold and on the fold.</summary>
    private protected CrossValidationResult<TMetrics>[] CrossValidateTrain<TMetrics>(
        IDataView data,
        IEstimator<ITransformer> estimator,
        int numFolds,
        string? samplingKeyColumn,
        int? seed,
        Func<IDataView, TMetrics> evaluate)
        where TMetrics : class
    {
        Environment.CheckValue(data, nameof(data));
        Environment.CheckValue(estimator, nameof(estimator));
        Environment.CheckParam(numFolds > 1, nameof(numFolds), "Must be more than 1");
        var folds = DataOperationsCatalog.CrossValidationSplit(Environment, data, numFolds, samplingKeyColumn, seed);
        return [.. folds.Select((split, fold) =>
        {
            var model = estimator.Fit(split.TrainSet);
            var scores = model is ITransformerChain chain
                ? chain.Transform(split.TestSet, TransformerScope.Everything)
                : model.Transform(split.TestSet);
            return new CrossValidationResult<TMetrics>(model, evaluate(scores), scores, fold);
        })];
    }

    public sealed class CrossValidationResult<T>
        where T : class
    {
        public readonly T Metrics;

        public readonly ITransformer Model;

        public readonly IDataView ScoredHoldOutSet;

        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scores;
            Fold = fold;
        }
    }

    public abstract class CatalogInstantiatorBase : IInternalCatalog
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase catalog) => Owner = catalog;

        IHostEnvironment IInternalCatalog.Environment => Owner.Environment;

        internal TrainCatalogBase Owner { get; }
    }
}
