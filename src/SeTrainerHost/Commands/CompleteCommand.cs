using System.CommandLine;

namespace SeTrainerHost.Commands;

/// <summary><c>se-trainer complete</c>: what the scripts of <c>se-trainer completion</c> ask for.</summary>
internal static class CompleteCommand
{
    public static Command Create(TextWriter output)
    {
        var line = new Argument<string>("LINE") { Description = "A command line up to the cursor, the program first." };
        var command = new Command("complete", "Prints what the last word of a command line may become.") { line };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            foreach (var word in Words(parsed.RootCommandResult.Command, parsed.GetValue(line)!))
                output.WriteLine(word);
        });
        return command;
    }

    // Options are offered to who has begun one: elsewhere a shell offers its files where there is nothing else.
    private static IEnumerable<string> Words(Command root, string line)
    {
        var text = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
        var word = text[(text.LastIndexOf(' ') + 1)..];
        return root.Parse(text)
            .GetCompletions(text.Length)
            .Select(completion => completion.InsertText ?? completion.Label)
            .Where(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Where(name => word.StartsWith('-') || !name.StartsWith('-'))
            .Distinct();
    }
}
