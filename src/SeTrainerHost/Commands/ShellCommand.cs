using System.CommandLine;
using System.Text.RegularExpressions;

namespace SeTrainerHost.Commands;

/// <summary>A command line as a person gives it to a shell.</summary>
internal static partial class ShellCommand
{
    /// <summary>The command line that was parsed, with an option that it may lack.</summary>
    public static string Of(ParseResult parsed, string option)
    {
        var words = parsed.Tokens.Select(token => token.Value).ToArray();
        string[] added = words.Contains(option) ? [] : [option];
        return string.Join(' ', words.Concat(added).Prepend("se-trainer").Select(Quoted));
    }

    /// <summary>A word in quotes where the shell would not take it as it is.</summary>
    internal static string Quoted(string word) =>
        Plain().IsMatch(word) ? word
        : OperatingSystem.IsWindows() ? $"\"{word.Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"^[\w./\\:=,%+@-]+$")]
    private static partial Regex Plain();
}
