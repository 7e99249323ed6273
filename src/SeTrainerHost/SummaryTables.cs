using System.Globalization;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost;

/// <summary>Prints what networks cost: multiply-adds as <see cref="Complexity"/> counts them, bytes for one image.</summary>
internal sealed class SummaryTables(TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A row a layer.</summary>
    public void Layers(Network network)
    {
        var table = Columns("layer", "output", "parameters", "multiply-adds", "training MB", "inference MB");
        var complexity = Complexity.Of(network);
        foreach (var node in complexity.Nodes)
            table.AddRow(
                Markup.Escape(node.Name),
                node.Output.ToString(),
                Count(node.Parameters),
                Count(node.MultiplyAdds),
                Millions(node.TrainingBytes),
                Millions(node.InferenceBytes));
        table.AddRow(
            "total",
            "",
            Count(complexity.Parameters),
            Count(complexity.MultiplyAdds),
            Millions(complexity.TrainingBytes),
            $"at most {Millions(complexity.InferenceBytes)}");
        Consoles.On(output).Write(table);
    }

    /// <summary>A row an architecture: what it costs and how it grows through SE; then the paper's figures beside ours.</summary>
    public void Catalogue(IReadOnlyList<(Network Plain, Network SqueezeExcite)> pairs)
    {
        var costs = Columns(
            "network", "input", "parameters", "with SE", "", "M multiply-adds", "with SE", "", "training MB", "with SE",
            "");
        var papers = Columns("arXiv 1709.01507", "G multiply-adds", "ours", "difference", "top-1 error %", "top-5 error %");
        foreach (var (plain, se) in pairs)
        {
            var (before, after) = (Complexity.Of(plain), Complexity.Of(se));
            string[] row =
            [
                plain.Name,
                plain.Input.ToString(),
                .. Grown(before.Parameters, after.Parameters, Count),
                .. Grown(before.MultiplyAdds, after.MultiplyAdds, Millions),
                .. Grown(before.TrainingBytes, after.TrainingBytes, Millions),
            ];
            costs.AddRow(row);
            AddPaper(papers, plain.Name, before);
            AddPaper(papers, se.Name, after);
        }

        Consoles.On(output).Write(costs);
        Consoles.On(output).Write(papers);
    }

    /// <summary>An object a network.</summary>
    public void Json(IEnumerable<Network> networks) => output.WriteLine(JsonSerializer.Serialize(
        networks.Select(network =>
        {
            var complexity = Complexity.Of(network);
            return new
            {
                network.Name,
                Input = new[] { network.Input.Channels, network.Input.Height, network.Input.Width },
                Classes = network.ClassCount,
                complexity.Parameters,
                complexity.MultiplyAdds,
                complexity.TrainingBytes,
                complexity.InferenceBytes,
                Paper = PaperResult.Of(network.Name),
            };
        }),
        Indented));

    private static Table Columns(string first, params string[] others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(first).NoWrap());
        foreach (var column in others)
            table.AddColumn(new TableColumn(column).RightAligned().NoWrap());
        return table;
    }

    private static string[] Grown(long before, long after, Func<long, string> text) =>
        [text(before), text(after), Change(before, after)];

    private static void AddPaper(Table table, string name, Complexity ours)
    {
        if (PaperResult.Of(name) is not { } paper)
            return;
        table.AddRow(
            name,
            paper.GigaMultiplyAdds is { } giga ? Text(giga, "0.00#") : "",
            Text(ours.MultiplyAdds / 1e9, "0.0000"),
            paper.GigaMultiplyAdds is { } published ? Change(published * 1e9, ours.MultiplyAdds) : "",
            Text(paper.Top1Error, "0.00"),
            Text(paper.Top5Error, "0.00"));
    }

    private static string Count(long value) => Text(value, "N0");

    private static string Millions(long value) => Text(value / 1e6, "N1");

    private static string Change(double before, double after) => Text(after / before - 1, "+0.00 %;-0.00 %");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
