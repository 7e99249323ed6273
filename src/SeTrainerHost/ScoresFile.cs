using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost;

/// <summary>Scores as text: a line an image, tabs between classes, each number with as many digits as make it exact.</summary>
internal static class ScoresFile
{
    public static void Write(string path, IDataView scored, CancellationToken cancellation) => AtomicFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        foreach (var scores in scored.GetColumn<float[]>("Score"))
        {
            cancellation.ThrowIfCancellationRequested();
            writer.Write(string.Join('\t', scores.Select(score => score.ToString("R", CultureInfo.InvariantCulture))));
            writer.Write('\n');
        }
    });
}
