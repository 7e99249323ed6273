using System.Text.RegularExpressions;

namespace SeTrainerHost;

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
}
