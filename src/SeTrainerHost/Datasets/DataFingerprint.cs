using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace SeTrainerHost.Datasets;

/// <summary>
/// A hash of a data set: of files their paths below its root, labels and sizes, not what is in them, so that it takes no longer
/// than to list them; of pixels in tables their labels. What a data set keeps for its test is in it.
/// </summary>
internal static class DataFingerprint
{
    /// <summary>The hash.</summary>
    public static string Of(Dataset data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { data.Training, data.Test }.OfType<IDataView>())
        {
            var lines = Lines(data, part);
            // Folders are listed in any order; rows of a table of pixels are not.
            foreach (var line in data.HasPaths ? lines.Order(StringComparer.Ordinal) : lines)
                hash.AppendData(Encoding.UTF8.GetBytes(line));
            hash.AppendData("\0"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> Lines(Dataset data, IDataView part)
    {
        var labels = part.GetColumn<string>("Label");
        return data.HasPaths
            ? labels.Zip(part.GetColumn<string>(ImageFiles.PathColumn), (label, path) => string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetRelativePath(data.Root!, path).Replace('\\', '/')}\t{label}\t{Size(path)}\n"))
            : labels.Select(label => $"{label}\n");
    }

    // A file that is not there, or not to be read, is found where it is read.
    private static long Size(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : -1;
}
