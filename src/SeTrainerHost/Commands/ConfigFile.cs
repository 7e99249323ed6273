using System.CommandLine;
using SeTrainerHost.Runs;

namespace SeTrainerHost.Commands;

/// <summary>Options of a command that stand in a file; those of the command line win.</summary>
internal static class ConfigFile
{
    // What a file says nothing about: these are of one call.
    private static readonly string[] OfOneCall = ["config", "resume", "overwrite", "json", "progress", "help", "help-all"];

    /// <summary>The command line with the options of a file that it has not itself.</summary>
    /// <param name="command">The command.</param>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">
    /// An option is unknown, or a value is not one of its type; the message names file, line and option.
    /// </exception>
    public static ParseResult Apply(Command command, ParseResult parsed, string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"--config '{path}' is not there");
        var words = new List<string>();
        foreach (var (setting, line) in RunFile.Read(path))
        {
            var option = Find(command, setting.Name, $"'{path}' line {line}");
            string[] given = [option.Name, .. setting.Words];
            var alone = command.Parse(given);
            if (alone.GetResult(option)?.Errors.FirstOrDefault() is { } fault)
                throw new InvalidDataException($"'{path}' line {line}: {ErrorText.Of(fault.Message)}");
            if (alone.UnmatchedTokens.Count > 0)
                throw new InvalidDataException(
                    $"'{path}' line {line}: {option.Name} takes one value, was {string.Join(' ', setting.Words)}");
            if (parsed.GetResult(option) is not { Implicit: false })
                words.AddRange(given);
        }

        return command.Parse([.. words, .. OwnWords(parsed)]);
    }

    private static Option Find(Command command, string name, string place) =>
        command.Options.FirstOrDefault(option => option.Name == $"--{name}" && !OfOneCall.Contains(name))
        ?? throw new InvalidDataException(
            $"{place}: '{name}' is not an option of {command.Name}"
            + ErrorText.DidYouMean(name, command.Options.Select(option => option.Name[2..]).Except(OfOneCall)));

    // Those after the command's own name.
    private static IEnumerable<string> OwnWords(ParseResult parsed) =>
        parsed.Tokens.SkipWhile(token => token.Type != System.CommandLine.Parsing.TokenType.Command).Skip(1)
            .Select(token => token.Value);
}
