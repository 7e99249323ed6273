using System.CommandLine;
using Microsoft.ML.SqueezeExcite;
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
        command.SetAction((given, cancellation) =>
        {
            if (options.Progress(given) != ProgressKind.Jsonl)
                return Task.FromResult(Run(command, options, given, writer, error, cancellation));
            var events = new JsonEvents(error);
            try
            {
                return Task.FromResult(Run(command, options, given, writer, events, cancellation));
            }
            catch (Exception e)
            {
                var code = TrainerApp.CodeOf(e);
                events.Failed(code, e is OperationCanceledException ? "cancelled" : ErrorText.Of(e));
                return Task.FromResult(code);
            }
        });
        return command;
    }

    private static int Run(
        Command command,
        TrainOptions options,
        ParseResult given,
        TextWriter writer,
        TextWriter error,
        CancellationToken cancellation)
    {
        var parsed = options.WithConfig(command, given);
        if (parsed.Errors.Count > 0)
            throw new ArgumentException(string.Join("; ", ErrorText.Of(parsed)));
        using var folder = options.Folder(parsed);
        var request = options.Request(parsed, folder.Path) with { CommandLine = ShellCommand.Of(given) };
        try
        {
            (error as JsonEvents)?.Started(folder.Path);
            var metrics = new TrainingJob(request, folder.Path).Run(Consoles.On(error), cancellation);
            (error as JsonEvents)?.Finished(folder.Path, metrics.MicroAccuracy);
            if (options.IsJson(parsed))
                writer.WriteLine(metrics.ToString());
            return TrainerApp.Done;
        }
        catch (OperationCanceledException) when (RunFiles.LastIn(folder.Path) is not null)
        {
            error.WriteLine($"to go on: {ToGoOn(given, folder)}");
            throw;
        }
    }

    private static string ToGoOn(ParseResult given, RunFolder folder) =>
        ShellCommand.Of(given, "--overwrite", ["--output", folder.Path], ["--resume"]);
}
