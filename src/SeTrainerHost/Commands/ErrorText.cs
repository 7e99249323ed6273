using System.CommandLine;
using System.Text.RegularExpressions;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary>Messages of exceptions and of the command line as a person should read them.</summary>
internal static partial class ErrorText
{
    /// <summary>An exception's message, without what .NET appends for those who program.</summary>
    public static string Of(Exception e) =>
        e is ArgumentException { ParamName: { } name }
        && e.Message.IndexOf($" (Parameter '{name}')", StringComparison.Ordinal) is var end and >= 0
            ? e.Message[..end]
            : e.Message;

    /// <summary>What the command line says of an argument, with the kind of value in words.</summary>
    public static string Of(string parsing) => Unparsed().Match(parsing) is { Success: true } match
        ? $"{match.Groups["option"]} must be {Kind(match.Groups["type"].Value)}, was '{match.Groups["value"]}'"
        : parsing;

    /// <summary>What is wrong with a command line, each fault once, and what may have been meant by unknown words.</summary>
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var unknown = parsed.Errors.Any(fault => Unknown().IsMatch(fault.Message));
        foreach (var message in parsed.Errors.Select(fault => fault.Message))
            if (Unknown().Match(message) is { Success: true } match)
                yield return message.TrimEnd('.') + DidYouMean(match.Groups["word"].Value, Words(parsed.CommandResult.Command));
            else if (!unknown || !message.StartsWith("Required command", StringComparison.Ordinal))
                yield return Of(message);
    }

    /// <summary>The end of a message about a name that there is not; empty where none is near.</summary>
    public static string DidYouMean(string name, IEnumerable<string> names) =>
        Suggestion.Text(name, names, "") is { Length: > 0 } question ? $": {question}" : "";

    // What may stand where a command has been named.
    private static IEnumerable<string> Words(Command command) =>
        command.Subcommands.Where(sub => !sub.Hidden)
            .Select(sub => sub.Name)
            .Concat(command.Options.Select(option => option.Name));

    private static string Kind(string type) => type switch
    {
        "Int32" or "Int64" => "a whole number",
        "Double" => "a number",
        "Boolean" => "true or false",
        "TimeSpan" => "a time such as 00:30:00",
        _ => $"a {type}",
    };

    [GeneratedRegex(@"^Cannot parse argument '(?<value>.*)' for option '(?<option>.*)' as expected type 'System\.(?<type>\w+)")]
    private static partial Regex Unparsed();

    [GeneratedRegex("^Unrecognized command or argument '(?<word>.*)'")]
    private static partial Regex Unknown();
}
