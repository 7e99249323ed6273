using System.CommandLine;
using System.Text.RegularExpressions;

namespace SeTrainerHost.Commands;

/// <summary>A command line as a person gives it to a shell.</summary>
internal static partial class ShellCommand
{
    /// <summary>The command line that was parsed, with options that it may lack, each with its value.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="options">The options that it is to have, each a name and its value.</param>
    public static string Of(ParseResult parsed, params IEnumerable<string[]> options) => Of(parsed, "", options);

    /// <summary>The same without a switch.</summary>
    public static string Of(ParseResult parsed, string without, params IEnumerable<string[]> options)
    {
        var words = parsed.Tokens.Select(token => token.Value).Where(word => word != without).ToArray();
        var added = options.Where(option => !words.Contains(option[0])).SelectMany(option => option);
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
