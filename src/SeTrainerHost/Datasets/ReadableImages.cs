using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>Which files hold an image.</summary>
internal static class ReadableImages
{
    /// <summary>Whether each file can be read and is an image.</summary>
    public static IReadOnlyList<bool> In(IDataView files, CancellationToken cancellation)
    {
        var paths = files.Schema[ImageFiles.PathColumn];
        return [.. ParallelRows.Read(files, [paths], Environment.ProcessorCount, Reader, cancellation)];

        Func<bool> Reader(DataViewRow row)
        {
            var decode = new ImageDecoder(ImageDecoding.Stock).Reader(row, paths);
            return () => IsReadable(decode);
        }
    }

    private static bool IsReadable(Func<DecodedImage?> decode)
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
