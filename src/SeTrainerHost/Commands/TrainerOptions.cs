using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Commands;

/// <summary>
/// The settings of <see cref="SeNetOptions"/> as options of the command line. Each that is given overrides the recipe.
/// </summary>
internal sealed class TrainerOptions
{
    private readonly IReadOnlyList<(Setting Setting, Option Option)> _options =
        [.. Setting.All.Where(setting => setting.Scope != SettingScope.Program).Select(setting => (setting, OptionOf(setting)))];

    public IEnumerable<Option> Options => _options.Select(pair => pair.Option);

    /// <summary>The settings with those that were given in place.</summary>
    /// <exception cref="ArgumentException">A setting has no effect beside the others.</exception>
    public SeNetOptions Apply(ParseResult parsed, SeNetOptions options) => options.With(
        from pair in _options
        where parsed.GetResult(pair.Option) is { Implicit: false }
        select (pair.Setting, parsed.GetValue<object>(pair.Option.Name)),
        Setting.OnCommandLine);

    /// <summary>Reads a name of an enumeration, however it is written.</summary>
    public static T? Named<T>(ArgumentResult result) => Named(typeof(T), result) is T value ? value : default;

    /// <summary>A name as the command line writes it.</summary>
    public static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static Option OptionOf(Setting setting)
    {
        var option = WithoutNames(setting);
        if (setting.Type.IsEnum)
            option.CompletionSources.Add([.. Enum.GetNames(setting.Type).Select(Kebab)]);
        if (setting.Type == typeof(Architecture))
            option.CompletionSources.Add([.. Networks.Names]);
        return option;
    }

    // The command line reads lists, numbers and switches by itself; what has a text of its own, by the setting.
    private static Option WithoutNames(Setting setting)
    {
        var name = Setting.OnCommandLine(setting.Name);
        return setting.Type switch
        {
            { IsEnum: true } type => new SettingOption<object?>(name, setting)
            {
                Description = $"{setting.Help} One of {string.Join(", ", Enum.GetNames(type).Select(Kebab))}.",
                CustomParser = result => Named(type, result),
            },
            var type when type == typeof(int) => Of<int>(name, setting),
            var type when type == typeof(long) => Of<long>(name, setting),
            var type when type == typeof(double) => Of<double>(name, setting),
            var type when type == typeof(bool) => Of<bool>(name, setting),
            var type when type == typeof(TimeSpan) => Of<TimeSpan>(name, setting),
            var type when type == typeof(IReadOnlyList<int>) => Of<int[]>(name, setting),
            var type when type == typeof(IReadOnlyList<double>) => Of<double[]>(name, setting),
            _ => new SettingOption<object?>(name, setting)
            {
                Description = setting.Help,
                CustomParser = result => Parsed(setting, result),
            },
        };
    }

    private static SettingOption<T> Of<T>(string name, Setting setting) =>
        new(name, setting) { Description = setting.Help, AllowMultipleArgumentsPerToken = typeof(T).IsArray };

    private static object? Parsed(Setting setting, ArgumentResult result)
    {
        try
        {
            return setting.Parse(result.Tokens[0].Value);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            result.AddError(e.Message);
            return null;
        }
    }

    private static object? Named(Type type, ArgumentResult result)
    {
        var (value, names) = (result.Tokens[0].Value, Enum.GetNames(type));
        if (
            names.FirstOrDefault(name => Kebab(name) == Kebab(value) || name.Equals(value, StringComparison.OrdinalIgnoreCase)) is
            { } known)
            return Enum.Parse(type, known);
        string[] spelled = [.. names.Select(Kebab)];
        result.AddError($"'{value}' is not one of {string.Join(", ", spelled)}{ErrorText.DidYouMean(value, spelled)}");
        return null;
    }
}
