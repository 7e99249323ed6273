using Spectre.Console;
using Spectre.Console.Rendering;

namespace SeTrainerHost.Terminal;

/// <summary>
/// A line that may be written while a bar is shown: what the terminal has below is erased first, so that nothing of the bar stays
/// beside it.
/// </summary>
/// <param name="text">The line.</param>
internal sealed class ConsoleLine(string text) : Renderable
{
    private const string EraseBelow = "\u001b[J";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        if (options.Ansi)
            yield return Segment.Control(EraseBelow);
        foreach (var segment in ((IRenderable)new Text(text)).Render(options, maxWidth))
            yield return segment;
        yield return Segment.LineBreak;
    }
}

/// <summary>Lines on a console.</summary>
internal static class ConsoleLines
{
    /// <summary>Writes a line, above the bar where one is shown.</summary>
    public static void Say(this IAnsiConsole console, string line) => console.Write(new ConsoleLine(line));
}
