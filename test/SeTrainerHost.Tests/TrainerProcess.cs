using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SeTrainerHost.Tests;

/// <summary>se-trainer as a process.</summary>
internal static partial class TrainerProcess
{
    private const int Sigint = 2;

    /// <summary>Starts the program beside the tests.</summary>
    public static Process Start(params string[] arguments) => Start(AppContext.BaseDirectory, [], arguments);

    /// <summary>Starts the program of a folder, with variables of its own.</summary>
    public static Process Start(string folder, (string Name, string Value)[] environment, params string[] arguments)
    {
        var command = Command(folder, arguments);
        // A shell starts what runs in its background with SIGINT ignored, and children inherit that: GNU's env gives it back.
        return StartCommand(environment, OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", .. command] : command);
    }

    /// <summary>The command line that starts the program beside the tests.</summary>
    public static string[] Command(params string[] arguments) => Command(AppContext.BaseDirectory, arguments);

    /// <summary>Runs the program beside the tests to its end, in a folder.</summary>
    public static Task<(int Code, string Output, string Error)> FinishIn(string folder, params string[] arguments)
    {
        var command = Command(arguments);
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder };
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        return Finish(Process.Start(start)!);
    }

    /// <summary>Starts any command.</summary>
    public static Process StartCommand((string Name, string Value)[] environment, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]);
        (start.RedirectStandardError, start.RedirectStandardOutput) = (true, true);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>Runs the program beside the tests to its end.</summary>
    public static Task<(int Code, string Output, string Error)> Finish(params string[] arguments) => Finish(Start(arguments));

    /// <summary>Waits for the end of a process, and disposes of it.</summary>
    public static async Task<(int Code, string Output, string Error)> Finish(Process started)
    {
        using var process = started;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }

    /// <summary>Sends a process SIGINT, as Ctrl-C does.</summary>
    public static void Interrupt(Process process) => Assert.Equal(0, kill(process.Id, Sigint));

    private static string[] Command(string folder, string[] arguments) =>
        ["dotnet", Path.Combine(folder, "se-trainer.dll"), .. arguments];

    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
