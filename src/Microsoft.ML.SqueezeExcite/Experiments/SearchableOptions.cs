using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>The options that an experiment may vary, by name: those of <see cref="SeNetOptions"/> and of its block that are single values, and the depth.</summary>
internal static partial class SearchableOptions
{
    /// <summary>The number in the architecture's name.</summary>
    private const string Depth = "depth";

    /// <summary>What belongs to the machine, to the data or to the experiment itself.</summary>
    private static readonly HashSet<string> Fixed =
    [
        nameof(SeNetOptions.ImageSize), nameof(SeNetOptions.DecodeSize), nameof(SeNetOptions.Epochs), nameof(SeNetOptions.ValidationFraction),
        nameof(SeNetOptions.Device),
        nameof(SeNetOptions.Threads), nameof(SeNetOptions.DataWorkers), nameof(SeNetOptions.TuneAllocator), nameof(SeNetOptions.MemoryBudget),
        nameof(SeNetOptions.OnInvalidImage), nameof(SeNetOptions.CheckpointMinutes), nameof(SeNetOptions.Resume), nameof(SeNetOptions.StopAfterEpochs),
    ];

    /// <summary>Names of the block's settings that say too little alone.</summary>
    private static readonly Dictionary<string, string> BlockNames = new()
    {
        [nameof(SqueezeExcitation.Rounding)] = "HiddenWidthRounding",
        [nameof(SqueezeExcitation.WidthDivisor)] = "HiddenWidthDivisor",
        [nameof(SqueezeExcitation.Bias)] = "AttentionBias",
    };

    private static readonly Dictionary<string, PropertyInfo> Properties = Settable(typeof(SeNetOptions)).Where(p => !Fixed.Contains(p.Name))
        .Concat(Settable(typeof(SqueezeExcitation)))
        .ToDictionary(p => Camel(BlockNames.GetValueOrDefault(p.Name, p.Name)));

    public static IReadOnlyList<string> Names { get; } = [Depth, .. Properties.Keys];

    public static bool IsKnown(string name) => name == Depth || Properties.ContainsKey(name);

    public static bool IsWhole(string name) => name == Depth || TypeOf(name) is var type && (type == typeof(int) || type == typeof(long));

    public static bool IsNumber(string name) => IsWhole(name) || TypeOf(name) == typeof(double);

    /// <summary>Whether an option is a rate, whose ranges are logarithmic unless said otherwise.</summary>
    public static bool IsRate(string name) => name is "learningRate" or "weightDecay";

    /// <summary>The name as it is known: whether it was written <c>LearningRate</c>, <c>learningRate</c> or <c>learning-rate</c>.</summary>
    public static string Canonical(string name) =>
        Names.FirstOrDefault(known => known.Equals(name.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) ?? name;

    /// <summary>What is wrong with a value of an option, or with the option; null where nothing is.</summary>
    public static string? FaultOf(string name, string value)
    {
        if (!IsKnown(name))
            return $"an experiment cannot vary '{name}'; it can vary {string.Join(", ", Names)}";
        try
        {
            Parse(name, value);
            return null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException or InvalidCastException)
        {
            return $"'{value}' is no value of {name}: {e.Message}";
        }
    }

    /// <summary>The options with some of them set.</summary>
    /// <exception cref="ArgumentException">A value is none, or the architecture has no depth.</exception>
    public static SeNetOptions Apply(SeNetOptions options, IReadOnlyDictionary<string, string> parameters)
    {
        if (parameters.Select(p => FaultOf(p.Key, p.Value)).FirstOrDefault(fault => fault is not null) is { } wrong)
            throw new ArgumentException(wrong);
        var changed = options with { Attention = options.Attention with { } };
        foreach (var (name, value) in parameters.Where(p => p.Key != Depth))
            Properties[name].SetValue(Properties[name].DeclaringType == typeof(SqueezeExcitation) ? changed.Attention : changed, Parse(name, value));
        return parameters.TryGetValue(Depth, out var depth) ? changed with { Architecture = WithDepth(changed.Architecture.Name, depth) } : changed;
    }

    private static string WithDepth(string architecture, string depth) => DepthPattern().IsMatch(architecture)
        ? DepthPattern().Replace(architecture, depth, 1)
        : throw new ArgumentException($"the architecture '{architecture}' has no depth in its name that could be varied");

    private static object Parse(string name, string value) => TypeOf(name) switch
    {
        var type when type == typeof(Architecture) => (Architecture)value,
        var type when type == typeof(Stages) => Stages.Parse(value),
        { IsEnum: true } type => Enum.Parse(type, value.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
        var type => Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
    };

    private static Type TypeOf(string name)
    {
        if (name == Depth)
            return typeof(int);
        return Properties.TryGetValue(name, out var property) ? Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType : typeof(object);
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanWrite && (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) is var t
            && (t == typeof(int) || t == typeof(long) || t == typeof(double) || t == typeof(bool) || t.IsEnum || t == typeof(Architecture) || t == typeof(Stages)));

    private static string Camel(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    [GeneratedRegex(@"(?<=-)\d+(?=-|$)")]
    private static partial Regex DepthPattern();
}
