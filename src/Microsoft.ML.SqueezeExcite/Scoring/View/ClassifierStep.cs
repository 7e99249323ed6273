using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The classifier of a saved model, as one of its steps: views are scored in batches, a single row and saving go through the
/// stock chain.
/// </summary>
/// <param name="batched">Scores views.</param>
/// <param name="options">Says how, each time.</param>
/// <param name="stock">Opens the stock chain; called when it is first needed.</param>
internal sealed class ClassifierStep(BatchedScoring batched, Func<SeNetScoringOptions> options, Func<ITransformer> stock)
    : ITransformer
{
    private readonly Lazy<ITransformer> _stock = new(stock);

    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => batched.GetOutputSchema(inputSchema);

    public IDataView Transform(IDataView input) => batched.Transform(input, options());

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _stock.Value.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _stock.Value.Save(ctx);
}
