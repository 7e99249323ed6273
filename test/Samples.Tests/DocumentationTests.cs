using System.Text.RegularExpressions;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace Samples.Tests;

/// <summary>
/// What the README and docs/ say holds: code compiles and runs, commands and files exist, messages are those of the sources.
/// </summary>
public sealed partial class DocumentationTests : IDisposable
{
    private const string Readme = "README.md";

    private readonly Sample _sample = new();
    private readonly string _folderBefore = Directory.GetCurrentDirectory();

    public void Dispose()
    {
        Directory.SetCurrentDirectory(_folderBefore);
        _sample.Dispose();
    }

    [Fact]
    public void Pages_CSharp_CompilesAndRuns()
    {
        Shapes.DrawFolder(_sample.File("photos"), 8, "circle", "cross");
        using (var photo = MLImage.CreateFromFile(_sample.File("photos", "cross", "0001.png")))
            photo.Save(_sample.File("photo.jpg"));
        Directory.SetCurrentDirectory(_sample.Folder);

        var pages = Markdown.Pages().OrderBy(page => page != Readme);
        var blocks = pages.SelectMany(page => Markdown.Blocks(page, "csharp")).ToArray();
        Assert.True(blocks.Length >= 5);
        Assert.Contains("epochs: 30", blocks[0], StringComparison.Ordinal);
        ReadmeCode.RunProgram(blocks[0].Replace("epochs: 30", "epochs: 1", StringComparison.Ordinal));
        Assert.True(File.Exists("model.zip"));
        foreach (var block in blocks.Skip(1))
            ReadmeCode.RunPart(block);
    }

    [Fact]
    public async Task Pages_Commands_AreThoseThatThereAre()
    {
        var commands = Markdown.Pages().SelectMany(page => Markdown.Blocks(page, "sh")).SelectMany(block => block.Split('\n'))
            .Select(line => line.Split('#')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 0)
            .ToArray();
        Assert.True(commands.Length > 10);
        foreach (var words in commands)
        {
            switch (words)
            {
                case ["se-trainer", .. var arguments]:
                    // There are no such data here: only how the command is used can be right or wrong.
                    var (_, _, error) = await _sample.Finish("SeTrainerHost", "se-trainer", arguments);
                    Assert.DoesNotContain("try: se-trainer --help", error, StringComparison.Ordinal);
                    break;
                case ["samples/run.sh", var number]:
                    Assert.Single(
                        Directory.GetFiles(
                            Assert.Single(Directory.GetDirectories(Path.Combine(Sample.Root, "samples"), number + "-*")),
                            "*.csproj"));
                    break;
                default:
                    Assert.Fail($"a page has an unknown command: {string.Join(' ', words)}");
                    break;
            }
        }
    }

    [Fact]
    public async Task SeTrainer_OptionThatIsNone_IsFoundByTheTestOfCommands()
    {
        var (code, _, error) = await _sample.Finish(
            "SeTrainerHost", "se-trainer", "train", "--data", "photos", "--output", "run1", "--epoch",
            "3");
        Assert.Equal(2, code);
        Assert.Contains("try: se-trainer --help", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Pages_Links_LeadToFiles()
    {
        var links = Markdown.Pages().SelectMany(page => Markdown.Links(page).Select(target => (page, target))).ToArray();
        Assert.True(links.Length > 8);
        Assert.All(
            links,
            link =>
                Assert.True(
                    Path.Exists(Path.Combine(Sample.Root, link.target)),
                    $"{link.page} links to {link.target}, which is not there"));
    }

    [Fact]
    public void Training_Recipes_AreAllOfThem()
    {
        var page = Markdown.Read(Path.Combine("docs", "training.md"));
        Assert.All(SeNetOptions.Recipes, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    /// <summary>Everything else has a page of its own, and every page is in the index.</summary>
    [Fact]
    public void Readme_Length_IsUnder150Lines()
    {
        Assert.InRange(Markdown.Read(Readme).Split('\n').Length, 50, 150);
        var index = Markdown.Read(Path.Combine("docs", "README.md"));
        Assert.All(
            Directory.GetFiles(Path.Combine(Sample.Root, "docs"), "*.md").Select(Path.GetFileName).Except(["README.md"]),
            page => Assert.Contains($"]({page})", index, StringComparison.Ordinal));
    }

    /// <summary>Between the values in it, each message of the table stands in a source.</summary>
    [Fact]
    public void Troubleshooting_Messages_AreThoseOfTheSources()
    {
        var sources = Joint()
            .Replace(
                string.Concat(
                    Directory.GetFiles(Path.Combine(Sample.Root, "src"), "*.cs", SearchOption.AllDirectories)
                        .Select(File.ReadAllText)),
                "");
        var table = Markdown.Read(Path.Combine("docs", "troubleshooting.md"));
        var messages = Message().Matches(table).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(messages.Length > 10);
        Assert.All(
            messages.SelectMany(message =>
                Value().Split(message).Where(part => part.Trim().Length > 3).Select(part => (message, part))),
            words =>
                Assert.True(
                    sources.Contains(words.part, StringComparison.Ordinal),
                    $"no source says '{words.part}' of the message '{words.message}'"));
    }

    // A literal that goes on after a plus sign, maybe on the next line.
    [GeneratedRegex(@"""\s*\+\s*\$?""")]
    private static partial Regex Joint();

    [GeneratedRegex("^\\| `([^`]+)`", RegexOptions.Multiline)]
    private static partial Regex Message();

    [GeneratedRegex(@"(?<=^|\s)'[^']*'|\d+|\.\.\.")]
    private static partial Regex Value();
}
