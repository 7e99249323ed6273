using System.Globalization;
using System.Text;
using Microsoft.ML.SqueezeExcite;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SeTrainerHost.Runs;

/// <summary>
/// <c>run.yaml</c>: what a run was made from, under the names of the command line, so that <c>train --config run.yaml</c> makes
/// it again; and under <c>run</c>, which is not read for that, how it was made.
/// </summary>
internal static class RunFile
{
    /// <summary>The name of the file in the folder of a run.</summary>
    public const string FileName = "run.yaml";

    /// <summary>The key of what is said of the run and is no option.</summary>
    public const string About = "run";

    private const string Comment = "# se-trainer train --config run.yaml makes this run again; other options may follow.\n";

    /// <summary>Writes the file; what is there is replaced once the new one is whole.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="request">What was asked for.</param>
    /// <param name="about">How it was made.</param>
    public static void Write(string folder, RunRequest request, IEnumerable<(string Name, string Value)> about)
    {
        var root = new YamlMappingNode();
        foreach (var setting in request.Settings)
            root.Add(
                setting.Name,
                setting.Words is [var word] ? new YamlScalarNode(word) : new YamlSequenceNode(setting.Words.Select(Scalar)));
        var made = new YamlMappingNode();
        foreach (var (name, value) in about)
            made.Add(name, value);
        root.Add(About, made);
        var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(new Emitter(text, EmitterSettings.Default.WithNewLine("\n")), false);
        AtomicFile.Write(
            Path.Combine(folder, FileName),
            stream => stream.Write(Encoding.UTF8.GetBytes(Comment + text.ToString().TrimEnd('.', '\n') + "\n")),
            request.Options.Files);
    }

    /// <summary>Reads a file: its options with the lines that they stand in.</summary>
    /// <exception cref="InvalidDataException">It is not such a file; the message names the line.</exception>
    public static IReadOnlyList<(RunSetting Setting, long Line)> Read(string path) =>
    [
        .. Root(path).Children.Where(child => !IsAbout(child.Key))
            .Select(child => (Setting(path, child), child.Key.Start.Line)),
    ];

    /// <summary>What the file says of the run, by name.</summary>
    /// <exception cref="InvalidDataException">It is not such a file; the message names the line.</exception>
    public static IReadOnlyDictionary<string, string> ReadAbout(string path) =>
        Root(path).Children.FirstOrDefault(child => IsAbout(child.Key)).Value is YamlMappingNode about
            ? about.Children.ToDictionary(child => Text(child.Key), child => Text(child.Value))
            : new Dictionary<string, string>();

    private static YamlMappingNode Root(string path)
    {
        try
        {
            using var text = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(text);
            return yaml.Documents switch
            {
                [] => new YamlMappingNode(),
                [{ RootNode: YamlMappingNode root }] => root,
                _ => throw new InvalidDataException($"'{path}' must be one list of options and values, 'epochs: 30'"),
            };
        }
        catch (YamlException e)
        {
            throw new InvalidDataException($"'{path}' line {e.Start.Line} is not YAML: {e.Message}", e);
        }
        catch (InvalidOperationException e)
        {
            throw new InvalidDataException($"'{path}' is not YAML: it ends within a list or a text", e);
        }
    }

    private static RunSetting Setting(string path, KeyValuePair<YamlNode, YamlNode> child) => (child.Key, child.Value) switch
    {
        (YamlScalarNode { Value: { } name }, YamlScalarNode { Value: { } value }) => new RunSetting(name, [value]),
        (YamlScalarNode { Value: { } name }, YamlSequenceNode list) when list.All(item => item is YamlScalarNode) =>
            new RunSetting(name, [.. list.Select(Text)]),
        _ => throw new InvalidDataException(
            $"'{path}' line {child.Key.Start.Line}: '{child.Key}' must have a value or a list of values"),
    };

    private static bool IsAbout(YamlNode key) => key is YamlScalarNode { Value: About };

    private static string Text(YamlNode node) => (node as YamlScalarNode)?.Value ?? "";

    private static YamlScalarNode Scalar(string word) => new(word);
}
