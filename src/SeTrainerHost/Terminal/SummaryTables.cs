using System.Globalization;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Terminal;

/// <summary>Prints what networks cost: multiply-adds as <see cref="Complexity"/> counts them, bytes for one image.</summary>
internal sealed class SummaryTables(TextWriter output)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A row a layer.</summary>
    public void Layers(Network network)
    {
        var table = new FittedTable().Name("layer")
            .Figures("output", "parameters", "mult-adds", "train MB", "score MB");
        var complexity = Complexity.Of(network);
        foreach (var node in complexity.Nodes)
            table.Row(
                node.Name,
                node.Output.ToString(),
                Count(node.Parameters),
                Count(node.MultiplyAdds),
                Millions(node.TrainingBytes),
                Millions(node.InferenceBytes));
        table.Row(
            "total",
            "",
            Count(complexity.Parameters),
            Count(complexity.MultiplyAdds),
            Millions(complexity.TrainingBytes),
            $"<= {Millions(complexity.InferenceBytes)}");
        table.WriteTo(Consoles.On(output));
    }

    /// <summary>What each architecture costs and how that grows through SE; then the paper's figures beside ours.</summary>
    public void Catalogue(IReadOnlyList<(Network Plain, Network SqueezeExcite)> pairs)
    {
        var costs = pairs.Select(pair => (pair.Plain, Complexity.Of(pair.Plain), Complexity.Of(pair.SqueezeExcite))).ToArray();
        Grown("parameters", costs, cost => cost.Parameters, Count);
        Grown("M multiply-adds", costs, cost => cost.MultiplyAdds, Millions);
        Grown("training MB", costs, cost => cost.TrainingBytes, Millions);

        var papers = new FittedTable().Name("arXiv 1709.01507")
            .Figures("G mult-adds", "ours", "difference", "top-1 err. %", "top-5 err. %");
        foreach (var (plain, before, after) in costs)
        {
            AddPaper(papers, plain.Name, before);
            AddPaper(papers, Networks.WithBlock(plain.Name), after);
        }

        papers.WriteTo(Consoles.On(output));
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

    private void Grown(
        string title,
        IEnumerable<(Network Plain, Complexity Before, Complexity After)> costs,
        Func<Complexity, long> cost,
        Func<long, string> text)
    {
        var table = new FittedTable().Name("network").Figures("input", title, "with SE", "growth");
        foreach (var (plain, before, after) in costs)
            table.Row(
                plain.Name,
                plain.Input.ToString(),
                text(cost(before)),
                text(cost(after)),
                Change(cost(before), cost(after)));
        table.WriteTo(Consoles.On(output));
    }

    private static void AddPaper(FittedTable table, string name, Complexity ours)
    {
        if (PaperResult.Of(name) is not { } paper)
            return;
        table.Row(
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
