using System.CommandLine;
using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Datasets;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer train</c>: trains, tests, and writes model.zip and metrics.json.</summary>
internal static class TrainCommand
{
    public static Command Create(TextWriter writer, TextWriter error)
    {
        var data = new Option<string>("--data") { Description = $"The training images: {Dataset.Forms}.", Required = true };
        var valid = new Option<string?>("--valid") { Description = "Images to validate on after each epoch, in the same forms." };
        var testFraction = new Option<double?>("--test-fraction")
        {
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"The share of the images kept for the test where the data set keeps none; default {TestImages.UsualFraction}. "
                + $"A run that goes on keeps those it began with."),
        };
        var recipe = new Option<string?>("--recipe")
        {
            Description = $"Settings that go together: {string.Join(", ", SeNetOptions.Recipes)}.",
        };
        recipe.CompletionSources.Add([.. SeNetOptions.Recipes]);
        var folder = new Option<DirectoryInfo>("--output")
        {
            Description = "The folder for model.zip and metrics.json.",
            Required = true,
        };
        var resume = new Option<bool>("--resume")
        {
            Description =
                "Go on from last.safetensors in the output folder, with its settings and those given here; without one, begin.",
        };
        var json = new Option<bool>("--json") { Description = "Print the metrics on standard output." };
        var settings = new TrainerOptions();
        var command = new Command("train", "Trains a classifier and saves it as an ML.NET model.")
        {
            data, valid, testFraction, recipe, folder, resume, json,
        };
        foreach (var option in settings.Options)
            command.Options.Add(option);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var output = parsed.GetValue(folder)!.FullName;
                var goesOn = parsed.GetValue(resume);
                var options = settings.Apply(parsed, Base(parsed.GetValue(recipe), goesOn, output));
                options = options with
                {
                    Checkpoints = (options.Checkpoints ?? new Checkpoints()) with { Folder = output, Resume = goesOn },
                };
                Check(options, parsed.GetValue(valid) is not null);
                var job = new TrainingJob(
                    parsed.GetValue(data)!,
                    parsed.GetValue(valid),
                    parsed.GetValue(testFraction),
                    options,
                    output);
                try
                {
                    var metrics = job.Run(Consoles.On(error), cancellation);
                    if (parsed.GetValue(json))
                        await writer.WriteLineAsync(metrics.ToString()).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (File.Exists(TrainingJob.CheckpointOf(output)))
                {
                    await error.WriteLineAsync($"to go on: {ShellCommand.Of(parsed, "--resume")}").ConfigureAwait(false);
                    throw;
                }
            });
        return command;
    }

    // Before any image is looked for; those of --valid stand for a share of the training images here.
    private static void Check(SeNetOptions options, bool hasValidation)
    {
        var validation = hasValidation && options.Validation is not { Fraction: > 0 }
            ? (options.Validation ?? new Validation()) with { Fraction = 0.5 }
            : options.Validation;
        (options with { Validation = validation }).Check(Setting.OnCommandLine);
    }

    /// <summary>The settings before those of the command line: of the run that goes on, of a recipe, or the defaults.</summary>
    private static SeNetOptions Base(string? recipe, bool resume, string folder)
    {
        var checkpoint = TrainingJob.CheckpointOf(folder);
        if (resume && File.Exists(checkpoint))
            return SeNetOptions.FromCheckpoint(checkpoint);
        return recipe is null ? new SeNetOptions() : SeNetOptions.FromRecipe(recipe);
    }
}
