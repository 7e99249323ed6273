using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer export</c>: writes the network of a model as an ONNX file.</summary>
internal static class ExportCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Option<FileInfo>("--model") { Description = "A model.zip of se-trainer train.", Required = true };
        var target = new Option<FileInfo>("--output") { Description = "The ONNX file to write.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print what goes in and comes out as JSON on standard output." };
        var command = new Command("export", "Writes the network of a saved model as an ONNX file, for programs without ML.NET.")
        {
            model,
            target,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    () =>
                    {
                        var ml = new MLContext();
                        var file = parsed.GetValue(target)!.FullName;
                        using var saved = ml.Model.LoadSeNet(parsed.GetValue(model)!.FullName);
                        cancellation.ThrowIfCancellationRequested();
                        ml.Model.SaveSeNetOnnx(saved, file);
                        if (parsed.GetValue(json))
                            output.WriteLine(Report(file, saved));
                        Consoles.On(error).Write(Table(file, saved));
                    },
                    CancellationToken.None));
        return command;
    }

    private static string Report(string file, SeNetModel model)
    {
        var (channels, height, width) = model.InputShape;
        return JsonSerializer.Serialize(
            new
            {
                File = file,
                Input = new[] { channels, height, width },
                Classes = model.ClassNames,
            },
            Json);
    }

    private static Table Table(string file, SeNetModel model)
    {
        const int Named = 10;
        var (channels, height, width) = model.InputShape;
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumns("", "");
        void Row(string name, string value) => table.AddRow(name, Markup.Escape(value));
        Row("file", file);
        Row(
            "input",
            string.Create(
                CultureInfo.InvariantCulture,
                $"SeNetInput (N, {channels}, {height}, {width}), pixel values from 0 to 255"));
        Row("output", string.Create(CultureInfo.InvariantCulture, $"Score (N, {model.ClassNames.Count}), probabilities"));
        var classes = string.Join(", ", model.ClassNames.Take(Named)) + (model.ClassNames.Count > Named ? ", ..." : "");
        Row("classes", LabelText.InOneLine(classes));
        return table;
    }
}
