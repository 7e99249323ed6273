using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableModel<VectorToImageConvertingTransformer>("VectorToImageConverter")]

namespace Microsoft.ML.Transforms.Image;

public sealed partial class VectorToImageConvertingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private const string RegistrationName = "VectorToImageConverter";

    private static readonly VersionInfo Version = new(
        "VECTOIMG", 0x00010003, 0x00010002, 0x00010003, "VectorToImageConverter", OfficialAssembly.ImageAnalytics);

    private readonly VectorToImageConvertingEstimator.ColumnOptions[] _columns;

    internal VectorToImageConvertingTransformer(
        IHostEnvironment env,
        string outputColumnName,
        int imageHeight,
        int imageWidth,
        string? inputColumnName = null,
        ImagePixelExtractingEstimator.ColorBits colorsPresent = ImagePixelExtractingEstimator.ColorBits.Rgb,
        ImagePixelExtractingEstimator.ColorsOrder orderOfColors = ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        bool interleavedColors = false,
        float scaleImage = 1,
        float offsetImage = 0)
        : this(env, new VectorToImageConvertingEstimator.ColumnOptions(outputColumnName, imageHeight, imageWidth,
            inputColumnName, colorsPresent, orderOfColors, interleavedColors, scaleImage, offsetImage))
    {
    }

    internal VectorToImageConvertingTransformer(
        IHostEnvironment env, params VectorToImageConvertingEstimator.ColumnOptions[] columns)
        : base(
            Contracts.CheckValue(env).Register(RegistrationName),
            [.. Contracts.CheckValue(columns).Select(column => (column.Name, column.InputColumnName))])
    {
        _columns = [.. columns];
    }

    private VectorToImageConvertingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _columns = [.. ColumnPairs.Select(
            pair => VectorToImageConvertingEstimator.ColumnOptions.Load(pair.outputColumnName, pair.inputColumnName, ctx))];
    }

    internal IReadOnlyCollection<VectorToImageConvertingEstimator.ColumnOptions> Columns => _columns;

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new VectorToImageConvertingTransformer(env.Register(RegistrationName), ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (var column in _columns)
            column.Save(ctx);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void CheckInputColumn(DataViewSchema inputSchema, int pair, int column)
    {
        if (inputSchema[column].Type is not VectorDataViewType vector)
            throw Host.ExceptMismatch(inputSchema, column, "image");

        var options = _columns[pair];
        if (vector.Size != options.VectorSize)
            throw Host.ExceptMismatch(inputSchema, column, new VectorDataViewType(
                vector.ItemType, options.Type.Height, options.Type.Width, options.Planes.Count).ToString());
    }
}
