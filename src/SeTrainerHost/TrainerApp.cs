using System.CommandLine;
using SeTrainerHost.Commands;
using SeTrainerHost.Terminal;

namespace SeTrainerHost;

/// <summary>The program: its commands, and what happens to their errors.</summary>
internal static class TrainerApp
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongInput = 2;
    public const int Cancelled = 130;

    /// <summary>
    /// Runs a command line. What a program reads goes to <paramref name="output"/>, what a person reads to
    /// <paramref name="error"/>. Trainings run on the calling thread: glibc gives other threads arenas of 64 MB, past which every
    /// large tensor is mapped and faulted in anew.
    /// </summary>
    public static async Task<int> RunAsync(
        string[] args,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellation = default)
    {
        var root = new RootCommand("Trains and uses Squeeze-and-Excitation image classifiers.")
        {
            TrainCommand.Create(output, error),
            EvaluateCommand.Create(output, error),
            PredictCommand.Create(output, error),
            SummaryCommand.Create(output),
            ImportCommand.Create(output, error),
            ExportCommand.Create(output, error),
            SweepCommand.Create(output, error),
            AblationCommand.Create(output, error),
            CompletionCommand.Create(output),
            CompleteCommand.Create(output),
            CheckCommand.Create(output, error),
            DoctorCommand.Create(output),
            LearningRateCommand.Create(output, error),
            ReportCommand.Create(error),
        };
        var help = new HelpPage(root);
        var parsed = root.Parse(args);
        if (help.Write(parsed, output))
            return Done;
        if (parsed.Errors.Count > 0)
        {
            if (TrainOptions.WantsEvents(parsed))
            {
                new JsonEvents(error).Failed(WrongInput, string.Join("; ", ErrorText.Of(parsed)));
                return WrongInput;
            }

            foreach (var fault in ErrorText.Of(parsed))
                await error.WriteLineAsync($"error: {fault}").ConfigureAwait(false);
            await error.WriteLineAsync("try: se-trainer --help").ConfigureAwait(false);
            return WrongInput;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            var message = e is OperationCanceledException ? "cancelled" : $"error: {ErrorText.Of(e)}";
            await error.WriteLineAsync(message).ConfigureAwait(false);
            return CodeOf(e);
        }
    }

    /// <summary>The exit code of a command that ends in an error.</summary>
    public static int CodeOf(Exception e) => e switch
    {
        OperationCanceledException => Cancelled,
        ArgumentException
            or InvalidDataException
            or FormatException
            or FileNotFoundException
            or DirectoryNotFoundException
            or UnauthorizedAccessException => WrongInput,
        _ => Failed,
    };
}
