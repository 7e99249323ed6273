using Google.Protobuf;
using static TorchSharp.torch;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// Small fitted classifiers of pictures, untrained: what they say is arbitrary, and differs from picture to picture.
/// </summary>
internal static class ScoringModels
{
    public static readonly string[] Classes = ["ant", "bee", "cow", "dog"];

    /// <summary>A classifier of images, as Fit returns it.</summary>
    /// <param name="ml">Its transforms are the scoring steps.</param>
    /// <param name="architecture">The network.</param>
    /// <param name="side">The network's input.</param>
    /// <param name="label">Makes the key of the column Label, of four classes. Default MapValueToKey.</param>
    /// <param name="normalization">Mean and deviation.</param>
    public static SeNetTransformer Create(
        MLContext ml,
        string architecture = "se-resnet-8-cifar",
        int side = TinyImages.Side,
        IEstimator<ITransformer>? label = null,
        ChannelStatistics? normalization = null)
    {
        var pictures = Pictures(Classes.Length);
        var view = (label ?? ml.Transforms.Conversion.MapValueToKey("Label"))
            .Fit(View(ml, pictures))
            .Transform(View(ml, pictures));
        var columns = ImageColumns.Find(view.Schema, "Label", "Image", side, null);
        using var module = TorchNetwork.Create(
            Networks.Create(architecture, columns.Features.Shape, Classes.Length, new SqueezeExcitation { ReductionRatio = 4 }),
            5,
            CPU);
        var statistics = normalization ?? new ChannelStatistics([100, 110, 120], [20, 20, 20]);
        var trained = OnnxModel.Create(
            module.Network, ModuleWeights.Read(module), statistics, columns.Labels.ClassNames, "Image", columns.Labels.TextKey,
            columns.Features.Decoding);
        var onnx = TemporaryFile.Written(ml.TempFilePath, ".onnx", trained.WriteTo);
        var model = SeNetTransformer.Create(ml, columns, module.Network, onnx, training: null!, view);
        foreach (var picture in pictures)
            picture.Image.Dispose();
        return model;
    }

    /// <summary>The same model as stock ML.NET opens it.</summary>
    public static ITransformer Stock(MLContext ml, ITransformer model)
    {
        using var stream = new MemoryStream(Save(ml, model));
        return ml.Model.Load(stream, out _);
    }

    /// <summary>
    /// What stock ML.NET says of so many pictures. It disposes images, so each column is of pictures of its own.
    /// </summary>
    public static (float[][] Scores, uint[] Keys) StockPredictions(MLContext ml, ITransformer model, int count)
    {
        var stock = Stock(ml, model);
        using var owner = (IDisposable)stock;
        return (stock.Transform(View(ml, Pictures(count))).Scores(), stock.Transform(View(ml, Pictures(count))).Keys());
    }

    public static byte[] Save(MLContext ml, ITransformer model, DataViewSchema? schema = null)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        return stream.ToArray();
    }

    /// <summary>Pictures in memory, of several sizes, the network's among them.</summary>
    public static PictureRow[] Pictures(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new PictureRow
        {
            Label = Classes[i % Classes.Length],
            Name = $"picture {i}",
            Image = i % 3 == 0 ? TinyImages.Picture(i, i % 2) : TinyImages.Picture(i, i % 2, 9 + i, 30 - i % 11),
        }),
    ];

    public static IDataView View(MLContext ml, IEnumerable<PictureRow> pictures) => ml.Data.LoadFromEnumerable(pictures);

    public static float[][] Scores(this IDataView view) => [.. view.GetColumn<float[]>("Score")];

    public static uint[] Keys(this IDataView view) => [.. view.GetColumn<uint>("PredictedLabel")];

    /// <summary>A schema's columns, with the kinds of their annotations.</summary>
    public static string Describe(DataViewSchema schema) =>
        string.Join(
            '\n',
            schema.Select(column =>
                $"{column.Index} {column.Name} {column.Type}{(column.IsHidden ? " hidden" : "")} "
                + string.Join(", ", column.Annotations.Schema.Select(a => $"{a.Name} {a.Type}"))));

    /// <summary>An encoded picture.</summary>
    public static byte[] Encode(MLImage picture, string extension)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File($"picture{extension}");
        picture.Save(path);
        return File.ReadAllBytes(path);
    }
}

internal sealed class PictureRow
{
    public string Label { get; set; } = "";

    public string Name { get; set; } = "";

    [Transforms.Image.ImageType(TinyImages.Side, TinyImages.Side)]
    public MLImage Image { get; set; } = null!;
}
