using System.Text.RegularExpressions;

namespace Samples.Tests;

/// <summary>
/// The pages that show how to add an architecture and an operation: their differences apply to the sources, which then compile.
/// </summary>
public sealed partial class AddingPagesTests : IDisposable
{
    private readonly Sample _copy = new();

    public void Dispose() => _copy.Dispose();

    [Fact]
    public async Task Pages_Differences_ApplyAndCompile()
    {
        const string Library = "src/Microsoft.ML.SqueezeExcite";
        Copy(Library);
        Copy("test/Microsoft.ML.SqueezeExcite.Tests/Networks/Readers");
        foreach (
            var file in Directory.GetFiles(Sample.Root, "*.*")
                .Where(path => Path.GetExtension(path) is ".props" or ".targets" or ".json" or ".config"))
            File.Copy(file, _copy.File(Path.GetFileName(file)));
        string[] pages = [Path.Combine("docs", "adding-an-architecture.md"), Path.Combine("docs", "adding-an-operation.md")];
        Assert.All(pages.Select(page => Markdown.Blocks(page, "diff")), blocks =>
        {
            Assert.True(blocks.Count >= 2);
            Assert.All(blocks, Apply);
        });

        var (code, output, error) = await _copy.Build(Library);
        Assert.True(code == 0, output + error);
    }

    private void Copy(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Sample.Root, folder), "*", SearchOption.AllDirectories))
        {
            var target = _copy.File(Path.GetRelativePath(Sample.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    /// <summary>Each hunk's lines before must stand in the file exactly once.</summary>
    private void Apply(string difference)
    {
        var target = _copy.File(Target().Match(difference).Groups[1].Value);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var text = File.Exists(target) ? File.ReadAllText(target) : "";
        foreach (var hunk in Hunk().Split(difference)[1..].Select(lines => lines.TrimEnd('\n').Split('\n')))
        {
            var (before, after) = (Text(hunk, '-'), Text(hunk, '+'));
            Assert.True(
                before.Length == 0 ? text.Length == 0 : text.Split(before).Length == 2,
                $"{target} should have once:\n{before}");
            text = before.Length == 0 ? after : text.Replace(before, after, StringComparison.Ordinal);
        }

        File.WriteAllText(target, text);
    }

    private static string Text(IEnumerable<string> hunk, char side) =>
        string.Concat(
            hunk.Where(line => line.Length == 0 || line[0] == ' ' || line[0] == side)
                .Select(line => (line.Length == 0 ? "" : line[1..]) + "\n"));

    [GeneratedRegex(@"^\+\+\+ b/(.*)$", RegexOptions.Multiline)]
    private static partial Regex Target();

    [GeneratedRegex(@"^@@ .* @@\n", RegexOptions.Multiline)]
    private static partial Regex Hunk();
}
