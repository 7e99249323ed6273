using System.Diagnostics;

namespace SeTrainerHost.Tests;

/// <summary>Programs beside the tests, run as processes.</summary>
internal static class ExperimentProcess
{
    /// <summary>Starts a program. A shell starts what runs in its background with SIGINT ignored, and children inherit that: env gives it back.</summary>
    public static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(
        "env", ["--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, program), .. arguments])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>Runs a program to its end.</summary>
    public static async Task<(int Code, string Output, string Error)> Finish(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, error);
    }
}
