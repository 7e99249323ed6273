using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary>
/// <c>se-trainer summary</c>: a network's layers, or the whole catalogue, with what they cost; or how a saved model was made.
/// </summary>
internal static class SummaryCommand
{
    public static Command Create(TextWriter output)
    {
        var name = new Argument<string?>("NAME") { Description = "A network of the catalogue.", Arity = ArgumentArity.ZeroOrOne };
        name.CompletionSources.Add([.. Networks.Names]);
        var all = new Option<bool>("--all")
        {
            Description = "Every network of the catalogue, beside the figures of arXiv 1709.01507.",
        };
        var model = new Option<FileInfo?>("--model") { Description = "A model.zip: how it was made." };
        var size = new Option<int?>("--size")
        {
            Description =
                "The side of the images in pixels, or the length of signals; default the one the network was published for.",
        };
        var channels = new Option<int?>("--channels") { Description = "The channels of the images; default 3, 1 for signals." };
        var classes = new Option<int>("--classes") { Description = "The number of classes.", DefaultValueFactory = _ => 1000 };
        var ratio = new Option<int>("--reduction-ratio") { Description = "r of the SE blocks.", DefaultValueFactory = _ => 16 };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("summary", "Prints a network's layer table, the catalogue, or how a saved model was made.")
        {
            name, all, model, size, channels, classes, ratio, json,
        };
        command.SetAction(parsed =>
        {
            bool[] given = [parsed.GetValue(name) is not null, parsed.GetValue(all), parsed.GetValue(model) is not null];
            if (given.Count(isGiven => isGiven) != 1)
                throw new ArgumentException("summary takes either a NAME or --all or --model FILE");
            if (parsed.GetValue(model) is { } file)
            {
                using var saved = new MLContext().Model.LoadSeNet(file.FullName);
                new ModelSummary(output).Print(saved, parsed.GetValue(json));
                return;
            }

            Network Build(string network)
            {
                var usual = Networks.UsualInput(network);
                var side = parsed.GetValue(size) ?? usual.Width;
                var input = new FeatureShape(parsed.GetValue(channels) ?? usual.Channels, usual.Height == 1 ? 1 : side, side);
                return Networks.Create(
                    network,
                    input,
                    parsed.GetValue(classes),
                    SqueezeExcitation.Default with
                    {
                        ReductionRatio = parsed.GetValue(ratio),
                    });
            }

            var table = new SummaryTables(output);
            if (parsed.GetValue(json))
                table.Json(parsed.GetValue(all) ? Networks.Names.Select(Build) : [Build(parsed.GetValue(name)!)]);
            else if (parsed.GetValue(all))
                table.Catalogue([.. Networks.Plain.Select(plain => (Build(plain), Build(Networks.WithBlock(plain))))]);
            else
                table.Layers(Build(parsed.GetValue(name)!));
        });
        return command;
    }
}
