using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableModel<ImageResizingTransformer>("ImageScalerTransform")]

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageResizingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private const string RegistrationName = "ImageScaler";

    private static readonly VersionInfo Version = new(
        "IMGSCALF", 0x00010003, 0x00010003, 0x00010003, "ImageScalerTransform", OfficialAssembly.ImageAnalytics);

    private readonly ImageResizingEstimator.ColumnOptions[] _columns;

    internal ImageResizingTransformer(
        IHostEnvironment env,
        string outputColumnName,
        int imageWidth,
        int imageHeight,
        string? inputColumnName = null,
        ImageResizingEstimator.ResizingKind resizing = ImageResizingEstimator.ResizingKind.IsoCrop,
        ImageResizingEstimator.Anchor cropAnchor = ImageResizingEstimator.Anchor.Center)
        : this(env, new ImageResizingEstimator.ColumnOptions(
            outputColumnName, imageWidth, imageHeight, inputColumnName, resizing, cropAnchor))
    {
    }

    internal ImageResizingTransformer(IHostEnvironment env, params ImageResizingEstimator.ColumnOptions[] columns)
        : base(
            Contracts.CheckValue(env).Register(RegistrationName),
            [.. Contracts.CheckValue(columns).Select(column => (column.Name, column.InputColumnName))])
    {
        _columns = [.. columns];
    }

    private ImageResizingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        _columns = [.. ColumnPairs.Select(
            pair => ImageResizingEstimator.ColumnOptions.Load(pair.outputColumnName, pair.inputColumnName, ctx))];
    }

    internal IReadOnlyCollection<ImageResizingEstimator.ColumnOptions> Columns => _columns;

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ImageResizingTransformer(env.Register(RegistrationName), ctx);
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
        => Host.CheckImageColumn(inputSchema, column);

    private sealed class Mapper(ImageResizingTransformer parent, DataViewSchema inputSchema)
        : OneToOneMapperBase(parent, inputSchema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent._columns.Select(column => new DataViewSchema.DetachedColumn(column.Name, column.Type))];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            var options = parent._columns[output];
            var getSource = input.GetGetter<MLImage?>(Input(output));
            MLImage? source = null;
            disposer = null;
            return (ValueGetter<MLImage?>)((ref MLImage? image) =>
            {
                image?.Dispose();
                image = null;
                getSource(ref source);
                image = source is null ? null : Resize(source, options);
            });
        }

        // An image of the right size is handed on as it is: whoever disposes the result disposes the source.
        private static MLImage Resize(MLImage source, ImageResizingEstimator.ColumnOptions options)
        {
            if (source.Width == options.ImageWidth && source.Height == options.ImageHeight)
                return source;
            var resized = source.CloneWithResizing(options.ImageWidth, options.ImageHeight, options.Mode);
            resized.Tag = source.Tag;
            return resized;
        }
    }
}
