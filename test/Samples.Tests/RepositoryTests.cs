using System.Text.RegularExpressions;

namespace Samples.Tests;

/// <summary>What holds for every file of the repository.</summary>
public sealed partial class RepositoryTests
{
    private static readonly string[] Folders = ["src", "samples", "test", "bench", "docs", "eng", ".ci", ".github"];

    // These two tell the history.
    private static readonly string[] Historical =
    [
        "CHANGELOG.md",
        Path.Combine("docs", "decisions", "0001-official-packages.md"),
    ];

    /// <summary>There is one build, on the official packages: nothing chooses between two.</summary>
    [Fact]
    public void Files_Text_KnowsOneBuild()
    {
        Assert.Contains("demo.sh", Files());
        Assert.Empty(Lines(Files().Except(Historical), (_, line) => Switch().IsMatch(line)));
    }

    /// <summary>
    /// What .editorconfig asks for. A row of a table cannot be broken, and lists for programs are not read by people.
    /// </summary>
    [Fact]
    public void Files_Lines_StayWithin130Columns() => Assert.Empty(Lines(
        Files().Where(path => Path.GetExtension(path) is not (".txt" or ".sln")),
        (path, line) => line.Length > 130 && !(path.EndsWith(".md", StringComparison.Ordinal) && line.StartsWith('|'))));

    private static string[] Files()
    {
        string[] files =
        [
            .. Folders
                .SelectMany(folder => Directory.GetFiles(Path.Combine(Sample.Root, folder), "*", SearchOption.AllDirectories))
                .Concat(Directory.GetFiles(Sample.Root))
                .Select(path => Path.GetRelativePath(Sample.Root, path))
                .Where(path => IsText().IsMatch(path)),
        ];
        Assert.True(files.Length > 500);
        return files;
    }

    private static IEnumerable<string> Lines(IEnumerable<string> files, Func<string, string, bool> isWrong) =>
        from path in files
        from line in File.ReadLines(Path.Combine(Sample.Root, path)).Index()
        where isWrong(path, line.Item)
        select $"{path}:{line.Index + 1}: {line.Item.Trim()}";

    [GeneratedRegex(@"\.(cs|csproj|props|targets|sln|md|sh|py|yml|txt|proto|config|editorconfig)$|run$")]
    private static partial Regex IsText();

    [GeneratedRegex(@"(comp)at(?!ib)|Official(Package)", RegexOptions.IgnoreCase)]
    private static partial Regex Switch();
}
