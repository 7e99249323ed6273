using System.Reflection;
using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>
/// The folders of the library are the stages of its design: each uses those before it alone, and none uses the front door.
/// </summary>
public sealed partial class StageOrderTests
{
    private static readonly string[] Stages =
    [
        "IO", "Settings", "Images", "Analysis", "Augmentation", "Networks", "Options", "Torch",
        "Networks/Readers/Rewriting", "Networks/Readers/Torch", "Networks/Readers/Cost", "Networks/Readers/Onnx",
        "Weights/Files", "Weights/Import", "Training", "Scoring",
    ];

    [Fact]
    public void Sources_OfAStage_UseEarlierStagesAlone()
    {
        var root = Path.Combine(
            typeof(StageOrderTests)
                .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
                .Single(a => a.Key == "RepositoryRoot")
                .Value!,
            "src",
            "Microsoft.ML.SqueezeExcite");
        var sources = Directory.GetFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(root, path), Text: Code().Replace(File.ReadAllText(path), "")))
            .ToArray();
        var homes = sources.SelectMany(source =>
                Declaration().Matches(source.Text).Select(match => (Type: match.Groups[1].Value, Stage: StageOf(source.Path))))
            .GroupBy(home => home.Type)
            .ToDictionary(parts => parts.Key, parts => parts.Min(part => part.Stage));
        Assert.True(homes.Count > 40);

        var faults = from source in sources
                     let stage = StageOf(source.Path)
                     where stage < Stages.Length
                     from word in Word().Matches(source.Text).Select(match => match.Value)
                         .Select(name => homes.ContainsKey($"{name}Attribute") ? $"{name}Attribute" : name)
                         .Distinct()
                     where homes.TryGetValue(word, out var home) && home > stage
                     select $"{source.Path} uses {word} of a later stage";
        Assert.Empty(faults);
    }

    // A folder inside of a stage's that is a stage itself is that one.
    private static int StageOf(string path) =>
        Stages.Index()
            .Where(stage => path.Replace(Path.DirectorySeparatorChar, '/').StartsWith($"{stage.Item}/", StringComparison.Ordinal))
            .OrderByDescending(stage => stage.Item.Length)
            .Select(stage => stage.Index)
            .FirstOrDefault(Stages.Length);

    [GeneratedRegex(@"//[^\n]*|""(?:[^""\\\n]|\\.)*""")]
    private static partial Regex Code();

    [GeneratedRegex(
        @"^(?:public|internal) (?:(?:static|sealed|abstract|partial|readonly) )*"
            + @"(?:class|record struct|record|struct|enum|interface|delegate \w+) (\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<![.\w]|void |long |int |static Optimizer |static Schedule |ImageSet\? )[A-Z]\w+\b(?!\?\.)")]
    private static partial Regex Word();
}
