using System.Globalization;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary>Scores as text: a line an image, tabs between classes, each number with as many digits as make it exact.</summary>
internal static class ScoresFile
{
    /// <summary>Checks, before there are any scores, that they have a place.</summary>
    /// <exception cref="DirectoryNotFoundException">The file's folder is not there.</exception>
    /// <exception cref="ArgumentException">The file is a folder.</exception>
    public static void Check(FileInfo file)
    {
        if (file.Directory is { Exists: false } folder)
            throw new DirectoryNotFoundException($"--scores '{file}' cannot be written: there is no folder '{folder.FullName}'");
        if (Directory.Exists(file.FullName))
            throw new ArgumentException($"--scores must be a file, '{file}' is a folder");
    }

    public static void Write(string path, IEnumerable<IReadOnlyList<float>> images, CancellationToken cancellation) =>
        AtomicFile.Write(
            path,
            stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                foreach (var scores in images)
                {
                    cancellation.ThrowIfCancellationRequested();
                    writer.Write(string.Join('\t', scores.Select(score => score.ToString("R", CultureInfo.InvariantCulture))));
                    writer.Write('\n');
                }
            });
}
