using System.CommandLine;
using SeTrainerHost.Runs;
using SeTrainerHost.Terminal;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer train</c>: trains, tests, and writes model.zip and metrics.json.</summary>
internal static class TrainCommand
{
    public static Command Create(TextWriter writer, TextWriter error)
    {
        var options = new TrainOptions();
        var command = new Command("train", "Trains a classifier and saves it as an ML.NET model.");
        options.AddTo(command);
        command.SetAction(async (given, cancellation) =>
        {
            var parsed = options.WithConfig(command, given);
            if (parsed.Errors.Count > 0)
                throw new ArgumentException(string.Join("; ", ErrorText.Of(parsed)));
            using var folder = options.Folder(parsed);
            var request = options.Request(parsed, folder.Path) with
            {
                CommandLine = ShellCommand.Of(given),
            };
            try
            {
                var metrics = new TrainingJob(request, folder.Path).Run(Consoles.On(error), cancellation);
                if (options.IsJson(parsed))
                    await writer.WriteLineAsync(metrics.ToString()).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (File.Exists(RunFolder.CheckpointOf(folder.Path)))
            {
                await error.WriteLineAsync($"to go on: {ToGoOn(given, folder)}")
                    .ConfigureAwait(false);
                throw;
            }
        });
        return command;
    }

    private static string ToGoOn(ParseResult given, RunFolder folder) =>
        ShellCommand.Of(given, "--overwrite", ["--output", folder.Path], ["--resume"]);
}
