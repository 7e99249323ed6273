using System.Globalization;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary>Scores as text: a line an image, tabs between classes, each number with as many digits as make it exact.</summary>
internal static class ScoresFile
{
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
