using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A fitted classifier: adds <c>Score</c>, the probability of each class with the classes as slot names, and <c>PredictedLabel</c>, a key with the
/// label's own values. It is made of stock ML.NET parts and saves as them, so a saved model opens where this package is not installed.
/// </summary>
public sealed class SeNetTransformer : ITransformer, IDisposable
{
    private readonly ITransformer _chain;

    internal SeNetTransformer(ITransformer chain, Network network, IReadOnlyList<string> classNames, TrainingSummary training)
    {
        _chain = chain;
        Network = network;
        ClassNames = classNames;
        Training = training;
    }

    /// <summary>The network that was trained.</summary>
    public Network Network { get; }

    /// <summary>The classes, in the order of <c>Score</c>.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>How the training went.</summary>
    public TrainingSummary Training { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => _chain.IsRowToRowMapper;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _chain.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _chain.GetRowToRowMapper(inputSchema);

    /// <inheritdoc/>
    public IDataView Transform(IDataView input) => _chain.Transform(input);

    /// <summary>Ends the scoring session and removes its temporary file.</summary>
    public void Dispose() => (_chain as IDisposable)?.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => _chain.Save(ctx);
}
