using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableModel<ImagePixelExtractingTransformer>("ImagePixelExtractor")]

namespace Microsoft.ML.Transforms.Image;

public sealed partial class ImagePixelExtractingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private const string RegistrationName = "ImagePixelExtractor";

    private static readonly VersionInfo Version = new(
        "IMGPXEXT", 0x00010003, 0x00010002, 0x00010003, "ImagePixelExtractor", OfficialAssembly.ImageAnalytics);

    private readonly ImagePixelExtractingEstimator.ColumnOptions[] _columns;

    internal ImagePixelExtractingTransformer(
        IHostEnvironment env,
        string outputColumnName,
        string? inputColumnName = null,
        ImagePixelExtractingEstimator.ColorBits colorsToExtract = ImagePixelExtractingEstimator.ColorBits.Rgb,
        ImagePixelExtractingEstimator.ColorsOrder orderOfExtraction = ImagePixelExtractingEstimator.ColorsOrder.ARGB,
        bool interleavePixelColors = false,
        float offsetImage = 0,
        float scaleImage = 1,
        bool outputAsFloatArray = true)
        : this(env, new ImagePixelExtractingEstimator.ColumnOptions(outputColumnName, inputColumnName, colorsToExtract,
            orderOfExtraction, interleavePixelColors, offsetImage, scaleImage, outputAsFloatArray))
    {
    }

    internal ImagePixelExtractingTransformer(IHostEnvironment env, params ImagePixelExtractingEstimator.ColumnOptions[] columns)
        : base(
            Contracts.CheckValue(env).Register(RegistrationName),
            [.. Contracts.CheckValue(columns).Select(column => (column.Name, column.InputColumnName))])
    {
        _columns = [.. columns];
    }

    private ImagePixelExtractingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _columns = [.. ColumnPairs.Select(
            pair => ImagePixelExtractingEstimator.ColumnOptions.Load(pair.outputColumnName, pair.inputColumnName, ctx))];
    }

    internal IReadOnlyCollection<ImagePixelExtractingEstimator.ColumnOptions> Columns => _columns;

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ImagePixelExtractingTransformer(env.Register(RegistrationName), ctx);
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
        var image = Host.CheckImageColumn(inputSchema, column);
        if (image.Height <= 0 || image.Width <= 0)
            throw Host.ExceptMismatch(inputSchema, column, "known-size image", "unknown-size image");
    }
}
