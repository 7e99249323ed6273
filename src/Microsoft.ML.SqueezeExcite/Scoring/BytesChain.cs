using Microsoft.ML.Data;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A chain that scores images, for views that hold encoded images: they are decoded on the way. ML.NET has no stock step for that, so what is saved is the
/// chain that takes images.
/// </summary>
internal sealed class BytesChain(ITransformer chain, string column) : ITransformer, IDisposable
{
    public bool IsRowToRowMapper => false;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) =>
        chain.GetOutputSchema(IsEncoded(inputSchema) ? DecodedImages.With(inputSchema, column) : inputSchema);

    public IDataView Transform(IDataView input) => chain.Transform(IsEncoded(input.Schema) ? new DecodedImages(input, column, column) : input);

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => chain.GetRowToRowMapper(inputSchema);

    public void Dispose() => (chain as IDisposable)?.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => chain.Save(ctx);

    private bool IsEncoded(DataViewSchema schema) => schema.GetColumnOrNull(column) is { } found && DecodedImages.IsEncoded(found.Type);
}
