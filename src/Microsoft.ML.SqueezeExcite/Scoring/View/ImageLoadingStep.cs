using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A model's LoadImages step, its columns of images hidden by ones that are decoded as those of training were. Saved, it is the
/// stock step.
/// </summary>
/// <param name="stock">The step.</param>
/// <param name="decoding">How images are decoded.</param>
internal sealed class ImageLoadingStep(ImageLoadingTransformer stock, ImageDecoding decoding) : ITransformer
{
    public bool IsRowToRowMapper => true;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => GetRowToRowMapper(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input) => Loaded(input.Schema).Aggregate(
        stock.Transform(input),
        (view, column) => new DecodedImages(view, column.Name, column.Path, decoding, Folder));

    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => Loaded(inputSchema).Aggregate(
        Stock(inputSchema),
        (mapper, column) => new DecodedRowMapper(
            mapper,
            new DecodedColumn(mapper.OutputSchema, column.Name, column.Path, decoding, Folder)));

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)stock).Save(ctx);

    private string Folder => stock.ImageFolder ?? "";

    private IRowToRowMapper Stock(DataViewSchema input) => ((ITransformer)stock).GetRowToRowMapper(input);

    // The step does not say its columns: they are the images that depend on a text.
    private IEnumerable<(string Name, string Path)> Loaded(DataViewSchema input)
    {
        var mapper = Stock(input);
        foreach (var column in mapper.OutputSchema.Where(column => column.Type is ImageDataViewType && !column.IsHidden))
        {
            if (mapper.GetDependencies([column]).ToArray() is [{ Type: TextDataViewType } path])
                yield return (column.Name, path.Name);
        }
    }
}
