using System.Text.RegularExpressions;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Datasets;

/// <summary>Names of the parts of a data set, such as <c>train</c> and <c>val</c>, in the place of classes.</summary>
internal static partial class SplitNames
{
    /// <summary>Whether a name is one that data sets give to a part of theirs.</summary>
    public static bool Is(string name) => Pattern().IsMatch(name);

    /// <summary>Checks that the classes of a data set are not its parts.</summary>
    /// <param name="data">The data set, for messages.</param>
    /// <param name="labels">The classes.</param>
    /// <param name="say">Gets a message where some are named like parts.</param>
    /// <exception cref="ArgumentException">All are.</exception>
    public static void Check(string data, IEnumerable<string> labels, Action<string> say)
    {
        var classes = labels.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToLookup(Is);
        if (!classes[true].Any())
            return;
        var splits = NameList.Of(classes[true]);
        if (classes[false].Any())
        {
            say($"{splits} of '{data}' are taken as classes beside {NameList.Of(classes[false])}: if they are splits, give each "
                + "of them by itself");
            return;
        }

        throw new ArgumentException(
            $"the classes of '{data}' would be {splits}, which are names of splits: {Advice(data, [.. classes[true]])}");
    }

    private static string Advice(string data, IReadOnlyList<string> splits)
    {
        if (!Directory.Exists(data))
            return "give each split as a table of its own, with the class as the label";
        string? Named(string start, string option) =>
            splits.FirstOrDefault(split => split.StartsWith(start, StringComparison.OrdinalIgnoreCase)) is { } split
                ? $"{option} {Path.Combine(data, split)}"
                : null;
        var example = string.Join(
            ' ',
            ((string?[])
            [
                Named("train", "--data") ?? $"--data {Path.Combine(data, splits[0])}",
                Named("val", "--valid") ?? Named("dev", "--valid"),
            ]).OfType<string>());
        return $"give each split by itself, such as {example}"
            + (Named("test", "--data") is { } test ? $", and then evaluate {test}" : "");
    }

    [GeneratedRegex(
        "^(train(ing)?|val(id(ation)?)?|dev|test(ing)?|eval(uation)?)([-_ ]?(set|split|data|images|[0-9]+))?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
