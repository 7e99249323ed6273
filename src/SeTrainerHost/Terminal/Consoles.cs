using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>Where tables and progress are drawn.</summary>
internal static class Consoles
{
    /// <summary>What a table needs where nobody's window limits it.</summary>
    private const int UnlimitedWidth = 200;

    /// <summary>
    /// A console on a writer: colours and redrawing where it is a terminal, plain lines of any length elsewhere.
    /// </summary>
    public static IAnsiConsole On(TextWriter writer)
    {
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) };
        if (writer is JsonEvents)
            (settings.Ansi, settings.Interactive) = (AnsiSupport.No, InteractionSupport.No);
        var console = AnsiConsole.Create(settings);
        if (!console.Profile.Out.IsTerminal)
            console.Profile.Width = UnlimitedWidth;
        return console;
    }
}
