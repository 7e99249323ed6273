using Microsoft.ML;

namespace SeTrainerHost.Datasets;

/// <summary>Labelled images that <c>--data</c> names.</summary>
/// <param name="Training">The rows to train on, with columns <c>Label</c> (text) and <c>Image</c> or <c>ImagePath</c>.</param>
/// <param name="Test">The rows that the data set keeps for its test; null where it keeps none.</param>
internal sealed record Dataset(IDataView Training, IDataView? Test)
{
    /// <summary>The forms of <c>--data</c>, for help and errors.</summary>
    public const string Forms = "fashion-mnist | idx:DIR | a folder of class folders | FILE.tsv|.csv (path, label)";

    /// <summary>Whether the rows name image files, rather than hold pixels.</summary>
    public bool HasPaths => Training.Schema.GetColumnOrNull(ImageFiles.PathColumn) is not null;

    /// <summary>Opens what a <c>--data</c> argument names.</summary>
    /// <exception cref="ArgumentException">It has none of the known forms.</exception>
    public static Dataset Open(MLContext ml, string data)
    {
        if (data == "fashion-mnist")
            return Idx(ml, FashionMnist.Folder, FashionMnist.ClassNames);
        if (data.StartsWith("idx:", StringComparison.Ordinal))
            return Idx(ml, data["idx:".Length..], null);
        if (Directory.Exists(data))
            return new Dataset(ImageFiles.FromFolder(ml, data), null);
        if (File.Exists(data) && Path.GetExtension(data) is ".tsv" or ".csv")
            return new Dataset(ImageFiles.FromTable(ml, data), null);
        throw new ArgumentException($"--data must be {Forms}, and exist; was '{data}'");
    }

    /// <summary>The steps before the trainer.</summary>
    public IEstimator<ITransformer> Preparation(MLContext ml)
    {
        IEstimator<ITransformer> label = ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: Microsoft.ML.Transforms.ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        return HasPaths ? label.Append(ml.Transforms.LoadImages("Image", "", ImageFiles.PathColumn)) : label;
    }

    private static Dataset Idx(MLContext ml, string folder, IReadOnlyList<string>? classNames)
    {
        IDataView Split(string part) => ml.Data.LoadImagesFromIdx(
            IdxFile(folder, $"{part}-images-idx3-ubyte"), IdxFile(folder, $"{part}-labels-idx1-ubyte"), classNames);
        return new Dataset(Split("train"), Split("t10k"));
    }

    private static string IdxFile(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : path + ".gz";
    }
}
