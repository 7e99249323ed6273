using Spectre.Console;

namespace SeTrainerHost;

/// <summary>The consoles that the program writes pictures of numbers to.</summary>
internal static class Consoles
{
    /// <summary>A console on a writer.</summary>
    public static IAnsiConsole On(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
