using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Terminal;
using Spectre.Console;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer import</c>: reads weights from elsewhere and writes them under our names.</summary>
internal static class ImportCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "Weights: safetensors, or what PyTorch's torch.save wrote.",
        };
        var architecture = new Option<string>("--architecture")
        {
            Description = "The network: see se-trainer summary --all.",
            Required = true,
        };
        architecture.CompletionSources.Add([.. Networks.Names]);
        var target = new Option<FileInfo?>("--output")
        {
            Description =
                "The file to write: safetensors, for train --pretrained-weights. Without it the weights are only checked.",
        };
        var normalization = new Option<ChannelStatistics?>("--normalization")
        {
            Description =
                "Mean and deviation of the images that the weights were trained on, in pixel values from 0 to 255: "
                + "123.675,116.28,103.53/58.395,57.12,57.375. Without it those of the file, of config.json beside it, or of its "
                + "source.",
            CustomParser = Normalization,
        };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON on standard output." };
        var command = new Command("import", "Reads weights of torchvision, timm, Cadene or moskomule.")
        {
            file,
            architecture,
            target,
            normalization,
            json,
        };
        command.SetAction(
            (parsed, cancellation) =>
                Task.Run(
                    () =>
                    {
                        using var weights = WeightImport.Open(
                            parsed.GetValue(file)!.FullName,
                            parsed.GetValue(architecture)!,
                            statistics: parsed.GetValue(normalization));
                        cancellation.ThrowIfCancellationRequested();
                        if (parsed.GetValue(target) is { } written)
                            AtomicFile.Write(written.FullName, weights.Save);
                        else
                            weights.Save(Stream.Null);
                        if (parsed.GetValue(json))
                            output.WriteLine(Json(weights));
                        Consoles.On(error).Write(Table(weights));
                    },
                    CancellationToken.None));
        return command;
    }

    private static ChannelStatistics? Normalization(ArgumentResult result)
    {
        try
        {
            return ChannelStatistics.Parse(result.Tokens[0].Value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            result.AddError($"--normalization: {e.Message}");
            return null;
        }
    }

    private static Table Table(WeightImport weights)
    {
        var report = weights.Report;
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumns("", "");
        void Row(string name, string value) => table.AddRow(name, Markup.Escape(value));
        Row("file", $"{report.File} ({report.Format})");
        if (report.Part.Length > 0)
            Row("of it", report.Part);
        if (report.Skipped.Count > 0)
            Row("not read", $"objects of {report.SkippedNames}");
        Row("source", report.Source);
        Row("network", weights.Network.ToString());
        Row(
            "matched",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Matched.Count} tensors, none missing, unexpected or of another shape"));
        if (report.Others is { } others)
            Row("fits also", $"{others}: these compute something else, and no name or shape tells");
        if (report.NewHead.Count > 0)
            Row("class layer", $"new, since {report.WhyNewHead}");
        if (report.Attention is { } attention)
            Row("SE block", attention + (report.AttentionFromFile ? ", found in the file" : ""));
        if (weights.ImageStatistics is { } statistics)
            Row(
                "images",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"mean {string.Join(' ', statistics.Mean)}, deviation {string.Join(' ', statistics.Deviation)}, ")
                    + report.StatisticsFrom);
        return table;
    }

    private static string Json(WeightImport weights) => JsonSerializer.Serialize(
        new
        {
            weights.Report.File,
            weights.Report.Format,
            weights.Report.Source,
            weights.Report.Architecture,
            weights.Report.Attention,
            weights.Report.AttentionFromFile,
            weights.Report.Classes,
            weights.Report.Matched,
            weights.Report.Missing,
            weights.Report.Unexpected,
            weights.Report.OtherShape,
            weights.Report.NewHead,
            weights.Report.Others,
            weights.Report.Skipped,
            Input = new[] { weights.Network.Input.Channels, weights.Network.Input.Height, weights.Network.Input.Width },
            weights.ImageStatistics?.Mean,
            weights.ImageStatistics?.Deviation,
            weights.Report.StatisticsFrom,
        },
        new JsonSerializerOptions(JsonSerializerDefaults.Web) { WriteIndented = true });
}
