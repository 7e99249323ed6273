using System.Text.RegularExpressions;

namespace Samples.Tests;

/// <summary>What tests read of a page of the documentation.</summary>
internal static partial class Markdown
{
    /// <summary>The README and every page of docs/, by their paths in the repository.</summary>
    public static IEnumerable<string> Pages() =>
        Directory.GetFiles(Path.Combine(Sample.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Append(Path.Combine(Sample.Root, "README.md"))
            .Select(path => Path.GetRelativePath(Sample.Root, path));

    /// <summary>The text of a page.</summary>
    public static string Read(string page) => File.ReadAllText(Path.Combine(Sample.Root, page));

    /// <summary>The fenced blocks of a language, in order.</summary>
    public static IReadOnlyList<string> Blocks(string page, string language) =>
        [.. Fence().Matches(Read(page)).Where(match => match.Groups[1].Value == language).Select(match => match.Groups[2].Value)];

    /// <summary>The links to files of the repository, as paths in it.</summary>
    public static IEnumerable<string> Links(string page) => Link().Matches(Read(page))
        .Select(match => match.Groups[1].Value)
        .Where(target => !target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('#'))
        .Select(target => Path.Combine(Path.GetDirectoryName(page)!, target.Split('#')[0]));

    [GeneratedRegex(@"^```(\w+)\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
