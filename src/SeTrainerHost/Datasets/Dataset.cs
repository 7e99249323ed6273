using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.Transforms;

namespace SeTrainerHost.Datasets;

/// <summary>Labelled images that <c>--data</c> names.</summary>
/// <param name="Training">The rows to train on, with columns <c>Label</c> (text) and <c>Image</c> or <c>ImagePath</c>.</param>
/// <param name="Test">The rows that the data set keeps for its test; null where it keeps none.</param>
internal sealed record Dataset(IDataView Training, IDataView? Test)
{
    /// <summary>The forms of <c>--data</c>, for help and errors.</summary>
    public const string Forms =
        "fashion-mnist | idx:DIR | cifar10:DIR | cifar100:DIR | stl10:DIR | a folder of class folders | FILE.tsv|.csv (path, "
        + "label)";

    /// <summary>The column of images.</summary>
    public const string ImageColumn = "Image";

    /// <summary>The side of images in vectors that are resized as files are; null where vectors keep their size.</summary>
    public int? VectorSide { get; init; }

    /// <summary>The folder that image files are named relative to; null where the rows hold pixels.</summary>
    public string? Root { get; init; }

    /// <summary>Whether the rows name image files, rather than hold pixels.</summary>
    public bool HasPaths => Root is not null;

    /// <summary>Opens what a <c>--data</c> argument names.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="data">The argument.</param>
    /// <param name="say">Gets what is left out, and what seems to be wrong; default nobody.</param>
    /// <param name="option">The option that named it, for messages.</param>
    /// <exception cref="ArgumentException">It has none of the known forms.</exception>
    public static Dataset Open(MLContext ml, string data, Action<string>? say = null, string option = "--data")
    {
        if (data == "fashion-mnist")
            return Idx(ml, FashionMnist.Folder, FashionMnist.ClassNames);
        if (Published(ml, data) is { } published)
            return published;
        say ??= _ => { };
        if (Directory.Exists(data))
            return new Dataset(ImageFiles.FromFolder(ml, data, say), null) { Root = data };
        if (File.Exists(data) && Path.GetExtension(data).ToLowerInvariant() is ".tsv" or ".csv")
            return new Dataset(ImageFiles.FromTable(ml, data, say), null)
            {
                Root = Path.GetDirectoryName(Path.GetFullPath(data)),
            };
        throw new ArgumentException($"{option} must be {Forms}, and exist; was '{data}'");
    }

    /// <summary>The steps before the trainer, ML.NET's own.</summary>
    public IEstimator<ITransformer> Preparation(MLContext ml)
    {
        IEstimator<ITransformer> label = ml.Transforms.Conversion.MapValueToKey(
            "Label",
            keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue);
        if (VectorSide is { } side)
            return label.Append(ml.Transforms.ConvertToImage(side, side, ImageColumn, ImageColumn));
        return HasPaths ? label.Append(ml.Transforms.LoadImages(ImageColumn, "", ImageFiles.PathColumn)) : label;
    }

    /// <summary>The images of another data set as the test: those that it keeps for its own, else all.</summary>
    /// <exception cref="ArgumentException">One holds files and the other pixels.</exception>
    public Dataset WithTest(Dataset other, Action<string> say)
    {
        if (other.HasPaths != HasPaths)
            throw new ArgumentException("--test and --data must both name image files, or neither");
        if (Test is not null)
            say("the images of --test are the test, not those that --data keeps for it");
        var both = this with { Test = other.Test ?? other.Training };
        SharedFiles.TellTest(both, say);
        return both;
    }

    /// <summary>Keeps a share of the images for the test, of each class in proportion, where the data set keeps none.</summary>
    public Dataset Split(MLContext ml, double testFraction, long seed) =>
        Test is null ? Split(ml, ChooseTest(ml, testFraction, seed)) : this;

    /// <summary>Keeps chosen images for the test; all others are to train on.</summary>
    /// <exception cref="ArgumentException">One of them is not there.</exception>
    public Dataset Split(MLContext ml, TestImages chosen)
    {
        var (training, test) = ImageFiles.Split(ml, Training, Root!, chosen.Images);
        return this with { Training = training, Test = test };
    }

    /// <summary>Chooses a share of the images for the test, of each class in proportion.</summary>
    /// <exception cref="ArgumentException">The share is out of its range, or leaves no images on one side.</exception>
    public TestImages ChooseTest(MLContext ml, double testFraction, long seed) =>
        testFraction is > 0 and < 1
            ? new TestImages(testFraction, ImageFiles.Choose(ml, Training, Root!, testFraction, seed))
            : throw new ArgumentOutOfRangeException(
                nameof(testFraction),
                testFraction,
                $"--test-fraction must be above 0 and below 1, was {testFraction}");

    private static Dataset? Published(MLContext ml, string data) => data.Split(':', 2) switch
    {
        ["idx", var folder] => Idx(ml, folder, null),
        ["cifar10", var folder] => Both(split => ml.Data.LoadImagesFromCifar10(folder, split)),
        ["cifar100", var folder] => Both(split => ml.Data.LoadImagesFromCifar100(folder, split)),
        ["stl10", var folder] => Both(split => ml.Data.LoadImagesFromStl10(folder, split)) with { VectorSide = 96 },
        _ => null,
    };

    private static Dataset Both(Func<ImageSplit, IDataView> load) => new(load(ImageSplit.Train), load(ImageSplit.Test));

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
