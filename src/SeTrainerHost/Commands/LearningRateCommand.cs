using System.CommandLine;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer lr-find</c>: finds a learning rate by a range test.</summary>
internal static class LearningRateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = new Option<string>("--data") { Description = $"The training images: {Dataset.Forms}.", Required = true };
        var testFraction = new Option<double?>("--test-fraction")
        {
            Description = "The share of the images kept for the test where the data set keeps none; it is not trained on.",
        };
        var recipe = new RecipeOption();
        var lowest = new Option<double>("--lowest") { Description = "The first rate.", DefaultValueFactory = _ => 1e-5 };
        var highest = new Option<double>("--highest") { Description = "The last rate.", DefaultValueFactory = _ => 10 };
        var steps = new Option<int>("--steps") { Description = "The steps between them.", DefaultValueFactory = _ => 100 };
        var json = new Option<bool>("--json") { Description = "Print the losses and the suggestion on standard output." };
        var settings = new TrainerOptions();
        var command = new Command("lr-find", "Suggests a learning rate: trains briefly at a rising rate, and looks at the loss.")
        {
            data, testFraction, recipe, lowest, highest, steps, json,
        };
        foreach (var option in settings.Options)
            command.Options.Add(option);
        command.SetAction((parsed, cancellation) =>
        {
            var options = settings.Apply(parsed, recipe.Settings(parsed));
            options.Check(Setting.OnCommandLine);
            var search = new LearningRateSearch(parsed.GetValue(data)!, parsed.GetValue(testFraction), options)
            {
                Lowest = parsed.GetValue(lowest),
                Highest = parsed.GetValue(highest),
                Steps = parsed.GetValue(steps),
            };
            RateRange.Exponential(search.Lowest, search.Highest, search.Steps, Setting.OnCommandLine);
            var found = search.Run(Consoles.On(error), cancellation);
            if (parsed.GetValue(json))
                output.WriteLine(JsonOutput.Of(found));
            else
                new RangeTestTable(Consoles.On(output)).Print(found);
            return Task.FromResult(TrainerApp.Done);
        });
        return command;
    }
}
