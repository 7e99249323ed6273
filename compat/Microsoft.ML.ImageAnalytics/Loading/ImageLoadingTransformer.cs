using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms.Image;

[assembly: LoadableModel<ImageLoadingTransformer>("ImageLoaderTransform")]

namespace Microsoft.ML.Data;

public sealed partial class ImageLoadingTransformer : OneToOneTransformerBase, ILoadableModel
{
    /// <summary>The folder that paths are relative to; null if they stand for themselves.</summary>
    public readonly string? ImageFolder;

    // From 1.3 on there is a flag that tells images from bytes.
    private static readonly VersionInfo Version = new(
        "IMGLOADR", 0x00010003, 0x00010003, 0x00010003, "ImageLoaderTransform", OfficialAssembly.ImageAnalytics);

    internal ImageLoadingTransformer(
        IHostEnvironment env, string? imageFolder = null, params (string outputColumnName, string inputColumnName)[] columns)
        : this(env, imageFolder, type: true, columns)
    {
    }

    internal ImageLoadingTransformer(
        IHostEnvironment env, string? imageFolder, bool type, params (string outputColumnName, string inputColumnName)[] columns)
        : base(Contracts.CheckValue(env).Register(nameof(ImageLoadingTransformer)), columns)
    {
        if (!string.IsNullOrEmpty(imageFolder))
        {
            ImageFolder = Directory.Exists(imageFolder)
                ? Path.GetFullPath(imageFolder)
                : throw new ArgumentException($"Directory \"{imageFolder}\" does not exist.");
        }

        LoadsImages = type;
    }

    private ImageLoadingTransformer(IHost host, ModelLoadContext ctx)
        : base(host, ctx)
    {
        // The folder is not looked for: a model opens on a machine that lacks it.
        ImageFolder = ctx.LoadStringOrNull();
        LoadsImages = ctx.Reader.ReadBoolean();
    }

    internal IReadOnlyCollection<(string outputColumnName, string inputColumnName)> Columns => ColumnPairs;

    /// <summary>Images, or else the bytes of the files.</summary>
    internal bool LoadsImages { get; }

    static ICanSaveModel ILoadableModel.Load(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ImageLoadingTransformer(env.Register(nameof(ImageLoadingTransformer)), ctx);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.SaveStringOrNull(ImageFolder);
        ctx.Writer.Write(LoadsImages);
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void CheckInputColumn(DataViewSchema inputSchema, int pair, int column)
    {
        if (inputSchema[column].Type is not TextDataViewType)
            throw Host.ExceptMismatch(inputSchema, column, $"{TextDataViewType.Instance}");
    }
}
