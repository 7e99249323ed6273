using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer summary</c>: a network's layers, or the whole catalogue, with what they cost.</summary>
internal static class SummaryCommand
{
    public static Command Create(TextWriter output)
    {
        var name = new Argument<string?>("NAME") { Description = "A network of the catalogue.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every network of the catalogue." };
        var size = new Option<int?>("--size") { Description = "The side of the images in pixels: 224, or 32 for the CIFAR family." };
        var classes = new Option<int>("--classes") { Description = "The number of classes.", DefaultValueFactory = _ => 1000 };
        var ratio = new Option<int>("--reduction-ratio") { Description = "r of the SE blocks.", DefaultValueFactory = _ => 16 };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("summary", "Prints a network's layer table, or the catalogue.") { name, all, size, classes, ratio, json };
        command.SetAction(parsed =>
        {
            Network Build(string network)
            {
                var side = parsed.GetValue(size) ?? (network.Contains("cifar", StringComparison.Ordinal) ? 32 : 224);
                var attention = SqueezeExcitation.Default with { ReductionRatio = parsed.GetValue(ratio) };
                return Networks.Create(network, new FeatureShape(3, side, side), parsed.GetValue(classes), attention);
            }

            if (parsed.GetValue(all) == (parsed.GetValue(name) is not null))
                throw new ArgumentException("summary takes either a NAME or --all");
            var networks = parsed.GetValue(all) ? Networks.Names.Select(Build).ToArray() : [Build(parsed.GetValue(name)!)];
            if (parsed.GetValue(json))
                output.WriteLine(Json(networks));
            else if (parsed.GetValue(all))
                Consoles.On(output).Write(Catalogue(networks));
            else
                Consoles.On(output).Write(Layers(Complexity.Of(networks[0])));
        });
        return command;
    }

    private static Table Catalogue(IEnumerable<Network> networks)
    {
        var table = Columns("network", "input", "parameters", "multiply-adds");
        foreach (var network in networks)
        {
            var complexity = Complexity.Of(network);
            table.AddRow(network.Name, network.Input.ToString(), Number(complexity.Parameters), Number(complexity.MultiplyAdds));
        }

        return table;
    }

    private static Table Layers(Complexity complexity)
    {
        var table = Columns("layer", "output", "parameters", "multiply-adds");
        foreach (var node in complexity.Nodes)
            table.AddRow(Markup.Escape(node.Node.Name), node.Output.ToString(), Number(node.Parameters), Number(node.MultiplyAdds));
        table.AddRow("total", "", Number(complexity.Parameters), Number(complexity.MultiplyAdds));
        return table;
    }

    private static Table Columns(string first, params string[] others)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn(first);
        foreach (var column in others)
            table.AddColumn(new TableColumn(column).RightAligned());
        return table;
    }

    private static string Json(IEnumerable<Network> networks) => JsonSerializer.Serialize(
        networks.Select(network => new
        {
            name = network.Name,
            input = new[] { network.Input.Channels, network.Input.Height, network.Input.Width },
            classes = network.ClassCount,
            parameters = network.ParameterCount,
            multiplyAdds = Complexity.Of(network).MultiplyAdds,
        }),
        new JsonSerializerOptions { WriteIndented = true });

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
