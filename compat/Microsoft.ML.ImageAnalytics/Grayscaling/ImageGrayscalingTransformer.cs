using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableModel<ImageGrayscalingTransformer>("ImageGrayscaleTransform")]

namespace Microsoft.ML.Transforms.Image;

public sealed class ImageGrayscalingTransformer : OneToOneTransformerBase, ILoadableModel
{
    private const string RegistrationName = "ImageGrayscale";

    private static readonly VersionInfo Version = new(
        "IMGGRAYT", 0x00010001, 0x00010001, 0x00010001, "ImageGrayscaleTransform", OfficialAssembly.ImageAnalytics);

    internal ImageGrayscalingTransformer(
        IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(Contracts.CheckValue(env).Register(RegistrationName), columns)
    {
    }

    private ImageGrayscalingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
    }

    internal IReadOnlyCollection<(string outputColumnName, string inputColumnName)> Columns => ColumnPairs;

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ImageGrayscalingTransformer(env.Register(RegistrationName), ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void CheckInputColumn(DataViewSchema inputSchema, int pair, int column)
        => Host.CheckImageColumn(inputSchema, column);

    private sealed class Mapper(ImageGrayscalingTransformer parent, DataViewSchema inputSchema)
        : OneToOneMapperBase(parent, inputSchema)
    {
        protected override DataViewSchema.DetachedColumn[] GetOutputColumnsCore()
            => [.. parent.ColumnPairs.Select(
                (pair, i) => new DataViewSchema.DetachedColumn(pair.outputColumnName, Input(i).Type))];

        protected override Delegate MakeGetter(DataViewRow input, int output, out Action? disposer)
        {
            var getSource = input.GetGetter<MLImage?>(Input(output));
            MLImage? source = null;
            disposer = () => source?.Dispose();
            return (ValueGetter<MLImage?>)((ref MLImage? image) =>
            {
                image?.Dispose();
                image = null;
                getSource(ref source);
                if (source is null)
                    return;
                image = source.CloneWithGrayscale();
                image.Tag = source.Tag;
            });
        }
    }
}
