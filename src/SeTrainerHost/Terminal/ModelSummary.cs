using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>Prints what a saved model says of itself.</summary>
internal sealed class ModelSummary(TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A row an entry, or one object; settings and the block have a row each and an object of their own.</summary>
    public void Print(SeNetModel model, bool json)
    {
        var (channels, height, width) = model.InputShape;
        var summary = new JsonObject
        {
            ["input"] = new JsonArray(channels, height, width),
            ["featureColumn"] = model.FeatureColumnName,
            ["classes"] = new JsonArray([.. model.ClassNames.Select(name => (JsonNode)name)]),
        };
        if (model.Decoding is { } decoding)
            summary["decoding"] = new JsonObject
            {
                ["orientation"] = decoding.Orientation.ToString(),
                ["background"] = decoding.Background,
            };
        foreach (var (name, text) in model.Origin)
            summary[name] = Parsed(text);
        if (json)
            output.WriteLine(summary.ToJsonString(Indented));
        else
            Consoles.On(output).Write(Table(summary));
    }

    private static Table Table(JsonObject summary)
    {
        var table = new Table().Border(TableBorder.Simple).HideHeaders().AddColumns("", "");
        foreach (var (name, value) in summary)
        {
            if (value is JsonObject group)
                foreach (var (setting, chosen) in group)
                    table.AddRow(Markup.Escape($"{name}.{setting}"), Markup.Escape($"{chosen}"));
            else
                table.AddRow(Markup.Escape(name), Markup.Escape(Line(value)));
        }

        return table;
    }

    private static string Line(JsonNode? value)
    {
        const int Named = 10;
        return value is JsonArray list
            ? string.Join(", ", list.Take(Named)) + (list.Count > Named ? $", ... ({list.Count})" : "")
            : $"{value}";
    }

    // Objects and lists are JSON, all else is text.
    private static JsonNode? Parsed(string text)
    {
        try
        {
            return text is ['{' or '[', ..] ? JsonNode.Parse(text) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
