using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.ML.SqueezeExcite;
using Microsoft.ML.SqueezeExcite.Reports;

namespace SeTrainerHost.Runs;

/// <summary>
/// <c>predictions.csv</c>: a line an image of the test, with its file or, where it has none, its row, its class, the predicted
/// class, the score of this, the loss, and whether it is right.
/// </summary>
internal static class PredictionsFile
{
    /// <summary>The name of the file in the folder of a run.</summary>
    public const string FileName = "predictions.csv";

    private static readonly string[] Header = ["path", "label", "prediction", "score", "loss", "right"];

    /// <summary>Writes the file; what is there is replaced once the new one is whole.</summary>
    public static void Write(string path, ScoredSet scored, FileSystem? files = null) => AtomicFile.Write(
        path,
        stream =>
        {
            using var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
            using var csv = new CsvWriter(text, CsvRows.Format);
            foreach (var title in Header)
                csv.WriteField(title);
            csv.NextRecord();
            foreach (var image in scored.Images)
            {
                csv.WriteField(image.Path ?? image.Row.ToString(CultureInfo.InvariantCulture));
                csv.WriteField(scored.Classes[image.Label]);
                csv.WriteField(scored.Classes[image.Predicted]);
                csv.WriteField(image.Score.ToString("R", CultureInfo.InvariantCulture));
                csv.WriteField(image.Loss.ToString("G9", CultureInfo.InvariantCulture));
                csv.WriteField(image.IsRight ? "true" : "false");
                csv.NextRecord();
            }
        },
        files);

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="classes">The classes in key order.</param>
    /// <exception cref="InvalidDataException">It is damaged, or of other classes; the message names the line.</exception>
    public static ScoredSet Read(string path, IReadOnlyList<string> classes)
    {
        var numbers = classes.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
        var images = CsvRows.Read(path, (csv, row) => ReadImage(csv, row, numbers));
        return images.Count > 0
            ? new ScoredSet(classes, images)
            : throw new InvalidDataException($"'{path}' is damaged: it has no rows");
    }

    private static ScoredImage ReadImage(CsvReader csv, int row, Dictionary<string, int> classes)
    {
        var path = csv.GetField("path");
        var isRow = long.TryParse(path, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        return new ScoredImage(
            isRow ? number : row,
            isRow ? null : path,
            classes[csv.GetField("label")!],
            classes[csv.GetField("prediction")!],
            csv.GetField<float>("score"),
            (float)Math.Exp(-csv.GetField<double>("loss")));
    }
}
