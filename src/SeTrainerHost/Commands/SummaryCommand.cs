using System.CommandLine;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer summary</c>: a network's layers, or the whole catalogue, with what they cost.</summary>
internal static class SummaryCommand
{
    public static Command Create(TextWriter output)
    {
        var name = new Argument<string?>("NAME") { Description = "A network of the catalogue.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every network of the catalogue, beside the figures of arXiv 1709.01507." };
        var size = new Option<int?>("--size") { Description = "The side of the images in pixels, or the length of signals; default the one the network was published for." };
        var channels = new Option<int?>("--channels") { Description = "The channels of the images; default 3, 1 for signals." };
        var classes = new Option<int>("--classes") { Description = "The number of classes.", DefaultValueFactory = _ => 1000 };
        var ratio = new Option<int>("--reduction-ratio") { Description = "r of the SE blocks.", DefaultValueFactory = _ => 16 };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("summary", "Prints a network's layer table, or the catalogue.") { name, all, size, channels, classes, ratio, json };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(all) == (parsed.GetValue(name) is not null))
                throw new ArgumentException("summary takes either a NAME or --all");
            Network Build(string network)
            {
                var usual = Networks.UsualInput(network);
                var side = parsed.GetValue(size) ?? usual.Width;
                var input = new FeatureShape(parsed.GetValue(channels) ?? usual.Channels, usual.Height == 1 ? 1 : side, side);
                return Networks.Create(network, input, parsed.GetValue(classes), SqueezeExcitation.Default with { ReductionRatio = parsed.GetValue(ratio) });
            }

            var table = new SummaryTables(output);
            if (parsed.GetValue(json))
                table.Json(parsed.GetValue(all) ? Networks.Names.Select(Build) : [Build(parsed.GetValue(name)!)]);
            else if (parsed.GetValue(all))
                table.Catalogue([.. Networks.Pairs.Select(pair => (Build(pair.Plain), Build(pair.SqueezeExcite)))]);
            else
                table.Layers(Build(parsed.GetValue(name)!));
        });
        return command;
    }
}
