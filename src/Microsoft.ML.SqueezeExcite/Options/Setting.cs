using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// A setting of <see cref="SeNetOptions"/> by its name. The properties with <see cref="SettingAttribute"/> are the one table of
/// settings: the command line, the search space of experiments, the range checks, and the settings that a checkpoint keeps are
/// all made of it.
/// </summary>
internal sealed class Setting
{
    private readonly SettingPlace _place;
    private readonly SettingAttribute _declared;

    private Setting(SettingPlace place, SettingAttribute declared)
    {
        (_place, _declared) = (place, declared);
        Name = declared.Name ?? JsonNamingPolicy.CamelCase.ConvertName(place.Property.Name);
    }

    /// <summary>Every setting. One that decides which others there are comes before these.</summary>
    public static ImmutableArray<Setting> All { get; } =
    [.. SettingPlace.All().Select(place => new Setting(place.Place, place.Declared))];

    /// <summary>The name, in camel case: <c>learningRate</c>.</summary>
    public string Name { get; }

    /// <summary>The type of its values, without <see cref="Nullable{T}"/>.</summary>
    public Type Type => Nullable.GetUnderlyingType(_place.Property.PropertyType) ?? _place.Property.PropertyType;

    /// <summary>What it is, in a line.</summary>
    public string Help => _declared.Help;

    /// <summary>What it belongs to.</summary>
    public SettingScope Scope => _declared.Scope;

    /// <summary>The property of <see cref="SeNetOptions"/> that holds its record; null for a setting of the options.</summary>
    public string? Group => _place.Group?.Name;

    /// <summary>
    /// The value where nothing is set, of the optimizer or schedule that has the setting; null where that is none.
    /// </summary>
    public object? Default => _place.Property.GetValue(_place.HolderIn(DefaultOptions()));

    /// <summary>Whether a checkpoint keeps it.</summary>
    public bool IsKept => !_declared.OfOneRun;

    /// <summary>
    /// The setting of a name, written <c>LearningRate</c>, <c>learningRate</c> or <c>learning-rate</c>; null where there is none.
    /// </summary>
    public static Setting? Find(string name)
    {
        var plain = name.Replace("-", "", StringComparison.Ordinal);
        return All.FirstOrDefault(setting => setting.Name.Equals(plain, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>A name as C# writes it: <c>LearningRate</c>.</summary>
    public static string InCode(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>A name as the command line writes it: <c>--learning-rate</c>.</summary>
    public static string OnCommandLine(string name) => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    /// <summary>The value; null where it is not set, or has no place in these options.</summary>
    public object? Get(SeNetOptions options) => _place.Get(options);

    /// <summary>The options with another value.</summary>
    /// <param name="options">The options.</param>
    /// <param name="value">The value, of <see cref="Type"/>.</param>
    /// <param name="spell">How a message writes a setting's name.</param>
    /// <exception cref="ArgumentException">The setting has no effect in these options.</exception>
    public SeNetOptions Set(SeNetOptions options, object? value, Func<string, string> spell) =>
        _place.HolderIn(options) is { } holder
            ? _place.Set(options, holder, value)
            : throw new ArgumentException($"{spell(Name)} has no effect with {spell(Kind.Name)} {Kind.Get(options)}");

    /// <summary>Reads a value.</summary>
    /// <exception cref="FormatException">The text is not a value of the type.</exception>
    /// <exception cref="ArgumentException">The text is not a name of the enumeration.</exception>
    /// <exception cref="OverflowException">The number is too large for the type.</exception>
    public object Parse(string text) => Type switch
    {
        var type when type == typeof(Architecture) => (Architecture)text,
        var type when type == typeof(Stages) => Stages.Parse(text),
        var type when type == typeof(ChannelStatistics) => ChannelStatistics.Parse(text),
        { IsEnum: true } type => Enum.Parse(type, text.Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
        var type => Convert.ChangeType(text, type, CultureInfo.InvariantCulture),
    };

    /// <summary>What is wrong with the value that options have; null where nothing is.</summary>
    public string? Fault(SeNetOptions options, Func<string, string> spell) =>
        Get(options) is { } value && !SettingRange.Holds(_declared, value)
            ? FormattableString.Invariant($"{spell(Name)} must be {SettingRange.Words(_declared, Type)}, was {Text(value)}")
            : null;

    // The setting that decides whether there is this one.
    private Setting Kind => Find(_place.Group!.Name)!;

    private SeNetOptions DefaultOptions()
    {
        var options = new SeNetOptions();
        return _place.HolderIn(options) is not null
            ? options
            : Enum.GetValues(Kind.Type)
                .Cast<object>()
                .Select(kind => Kind.Set(options, kind, InCode))
                .First(other => _place.HolderIn(other) is not null);
    }

    private static string Text(object value) => value is IEnumerable list and not string
        ? string.Join(", ", list.Cast<object>().Select(element => Convert.ToString(element, CultureInfo.InvariantCulture)))
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
