using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The settings that an experiment may vary, by name: those of a trial that are single values, and the depth.</summary>
internal static partial class SearchableOptions
{
    /// <summary>The number in the architecture's name.</summary>
    private const string Depth = "depth";

    private static readonly Dictionary<string, Setting> Settings = Setting.All
        .Where(setting => setting.Scope == SettingScope.Trial && IsSingle(setting.Type))
        .ToDictionary(setting => setting.Name);

    public static IReadOnlyList<string> Names { get; } = [Depth, .. Settings.Keys];

    public static bool IsKnown(string name) => name == Depth || Settings.ContainsKey(name);

    public static bool IsWhole(string name) =>
        name == Depth || TypeOf(name) is var type && (type == typeof(int) || type == typeof(long));

    public static bool IsNumber(string name) => IsWhole(name) || TypeOf(name) == typeof(double);

    /// <summary>Whether an option is a rate, whose ranges are logarithmic unless said otherwise.</summary>
    public static bool IsRate(string name) => name is "learningRate" or "weightDecay";

    /// <summary>
    /// The name as it is known: whether it was written <c>LearningRate</c>, <c>learningRate</c> or <c>learning-rate</c>.
    /// </summary>
    public static string Canonical(string name) =>
        name.Equals(Depth, StringComparison.OrdinalIgnoreCase) ? Depth : Setting.Find(name)?.Name ?? name;

    /// <summary>What is wrong with a value of an option, or with the option; null where nothing is.</summary>
    public static string? FaultOf(string name, string value)
    {
        if (!IsKnown(name))
            return $"an experiment cannot vary '{name}'; it can vary {string.Join(", ", Names)}";
        try
        {
            if (name != Depth)
                Settings[name].Parse(value);
            return null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or InvalidCastException)
        {
            return $"'{value}' is not a value of {name}: {e.Message}";
        }
    }

    /// <summary>The options with some of them set.</summary>
    /// <exception cref="ArgumentException">
    /// A value is not of its setting, a setting has no effect beside the others, or the architecture has no depth.
    /// </exception>
    public static SeNetOptions Apply(SeNetOptions options, IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Select(p => FaultOf(p.Key, p.Value)).FirstOrDefault(fault => fault is not null) is { } wrong)
            throw new ArgumentException(wrong);
        var settings = parameters.Where(p => p.Key != Depth)
            .Select(p => (Settings[p.Key], (object?)Settings[p.Key].Parse(p.Value)));
        var changed = options.With(settings, Setting.InCode);
        return parameters.TryGetValue(Depth, out var depth)
            ? changed with
            {
                Architecture = WithDepth(changed.Architecture.Name, depth),
            }
            : changed;
    }

    private static string WithDepth(string architecture, string depth) => DepthPattern().IsMatch(architecture)
        ? DepthPattern().Replace(architecture, depth, 1)
        : throw new ArgumentException($"the architecture '{architecture}' has no depth in its name that could be varied");

    private static Type TypeOf(string name) => Settings.TryGetValue(name, out var setting) ? setting.Type : typeof(object);

    private static bool IsSingle(Type type) =>
        type == typeof(int)
        || type == typeof(long)
        || type == typeof(double)
        || type == typeof(bool)
        || type.IsEnum
        || type == typeof(Architecture)
        || type == typeof(Stages);

    [GeneratedRegex(@"(?<=-)\d+(?=-|$)")]
    private static partial Regex DepthPattern();
}
