using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>
/// Image files as they are to be seen. ML.NET's LoadImages, which a saved model has as its step, does not look at the EXIF
/// orientation; here its column is hidden by one that does.
/// </summary>
internal static class OrientedImages
{
    private const string ImageColumn = "Image";

    /// <summary>The view, with its images oriented where they come from files.</summary>
    public static IDataView In(MLContext ml, IDataView view) =>
        view.Schema.GetColumnOrNull(ImageFiles.PathColumn) is null
            ? view
            : ml.Data.DecodeImages(view, ImageColumn, ImageFiles.PathColumn);

    /// <summary>Runs a model, its images oriented where it loads them from files.</summary>
    public static IDataView Score(MLContext ml, ITransformer model, IDataView view) => model switch
    {
        SeNetModel saved => saved.Steps.Aggregate(view, (input, step) => Score(ml, step, input)),
        IEnumerable<ITransformer> chain => chain.Aggregate(view, (input, step) => Score(ml, step, input)),
        ImageLoadingTransformer => In(ml, model.Transform(view)),
        _ => model.Transform(view),
    };

    /// <summary>Whether each file can be read and is an image.</summary>
    public static IReadOnlyList<bool> AreReadable(IDataView files, CancellationToken cancellation)
    {
        var paths = files.Schema[ImageFiles.PathColumn];
        return [.. ParallelRows.Read(files, [paths], Environment.ProcessorCount, Reader, cancellation)];

        Func<bool> Reader(DataViewRow row)
        {
            var decode = new ImageDecoder().Reader(row, paths);
            return () => IsReadable(decode);
        }
    }

    private static bool IsReadable(Func<MLImage?> decode)
    {
        try
        {
            using var image = decode();
            return image is not null;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
