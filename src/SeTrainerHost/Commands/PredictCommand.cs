using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer predict</c>: says what image files show.</summary>
internal static class PredictCommand
{
    public static Command Create(TextWriter output)
    {
        var model = new Option<FileInfo>("--model") { Description = "A model.zip of se-trainer train.", Required = true };
        var paths = new Argument<string[]>("PATH") { Description = "Image files.", Arity = ArgumentArity.OneOrMore };
        var top = new Option<int>("--top") { Description = "How many classes to name for each image.", DefaultValueFactory = _ => 3 };
        var json = new Option<bool>("--json") { Description = "Print JSON on standard output." };
        var command = new Command("predict", "Says what image files show.") { model, paths, top, json };
        command.SetAction((parsed, _) => Task.Run(
            () =>
            {
                var files = parsed.GetValue(paths)!;
                if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing)
                    throw new FileNotFoundException($"there is no image '{missing}'");
                var count = parsed.GetValue(top);
                ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, "--top");
                using var predictor = new SeNetPredictor(parsed.GetValue(model)!.FullName, new SeNetPredictorOptions { TopK = count });
                Prediction[] predictions = [.. files.Zip(predictor.PredictMany(files), (file, classes) => new Prediction(file, classes[0].Label, classes))];
                if (parsed.GetValue(json))
                    output.WriteLine(JsonSerializer.Serialize(predictions, Json));
                else
                    Print(Consoles.On(output), predictions);
            },
            CancellationToken.None));
        return command;
    }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static void Print(IAnsiConsole console, IEnumerable<Prediction> predictions)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("image", "shows");
        foreach (var prediction in predictions)
        {
            var shows = prediction.Classes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Label} {c.Score:P1}"));
            table.AddRow(Markup.Escape(prediction.Path), Markup.Escape(string.Join(", ", shows)));
        }

        console.Write(table);
    }

    private sealed record Prediction(string Path, string Label, IReadOnlyList<LabelledScore> Classes);
}
