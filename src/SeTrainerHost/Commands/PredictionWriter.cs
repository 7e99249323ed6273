using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary>What predictions are printed as.</summary>
internal enum PredictionFormat
{
    /// <summary>A line an image.</summary>
    Text,

    /// <summary>A header, and a row an image.</summary>
    Csv,

    /// <summary>An array, once all are made.</summary>
    Json,
}

/// <summary>What an image shows.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Label">The most probable class.</param>
/// <param name="Classes">The most probable ones with their scores.</param>
internal sealed record Prediction(string Path, string Label, IReadOnlyList<LabelledScore> Classes)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{InLine(Path)}\t"
        + string.Join(", ", Classes.Select(c => FormattableString.Invariant($"{Escaped(c.Label)} {c.Score:P1}")));

    // A file name has control characters only where a backslash does not part folders.
    private static string InLine(string path) => OperatingSystem.IsWindows() ? path : Escaped(path);

    // A backslash of the text is not one that escapes.
    private static string Escaped(string text) =>
        LabelText.InOneLine(text.Replace("\\", "\\\\", StringComparison.Ordinal));
}

/// <summary>Prints predictions in a format.</summary>
/// <param name="output">Where to.</param>
/// <param name="format">The format.</param>
internal sealed class PredictionWriter(TextWriter output, PredictionFormat format)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<Prediction> _kept = [];

    /// <summary>The predictions so far.</summary>
    public int Count { get; private set; }

    /// <summary>Prints a prediction, or keeps it to the end.</summary>
    public void Add(Prediction prediction)
    {
        if (format == PredictionFormat.Json)
            _kept.Add(prediction);
        else if (format == PredictionFormat.Text)
            output.WriteLine(prediction);
        else
            AddRow(prediction);
        Count++;
    }

    /// <summary>Prints what is left.</summary>
    public void Finish()
    {
        if (format == PredictionFormat.Json)
            output.WriteLine(JsonSerializer.Serialize(_kept, Json));
        else if (format == PredictionFormat.Csv && Count == 0)
            Write(Header(1));
    }

    private void AddRow(Prediction prediction)
    {
        if (Count == 0)
            Write(Header(prediction.Classes.Count));
        Write(
        [
            prediction.Path,
            .. prediction.Classes.SelectMany(c => new[] { c.Label, c.Score.ToString("R", CultureInfo.InvariantCulture) }),
        ]);
    }

    private static IEnumerable<string> Header(int classes) =>
    [
        "path", "label", "score",
        .. Enumerable.Range(2, classes - 1)
            .SelectMany(place => FormattableString.Invariant($"label{place} score{place}").Split(' ')),
    ];

    private void Write(IEnumerable<string> fields)
    {
        using var csv = new CsvWriter(output, CultureInfo.InvariantCulture, leaveOpen: true);
        foreach (var field in fields)
            csv.WriteField(field);
        csv.NextRecord();
    }
}
