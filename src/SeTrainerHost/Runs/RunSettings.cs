using System.Collections;
using System.Globalization;
using System.Text.Json;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary>The settings of a run by the names, and with the values, of the command line.</summary>
internal static class RunSettings
{
    /// <summary>The architecture and every setting whose value is not the default.</summary>
    public static IEnumerable<RunSetting> Of(SeNetOptions options) =>
        from setting in Setting.All
        where setting.Scope != SettingScope.Program
        let value = setting.Get(options)
        where value is not null
        let words = Words(value)
        where setting.Type == typeof(Architecture) || setting.Default is not { } usual || !words.SequenceEqual(Words(usual))
        select new RunSetting(Setting.OnCommandLine(setting.Name)[2..], words);

    private static IReadOnlyList<string> Words(object value) => value switch
    {
        bool flag => [flag ? "true" : "false"],
        Enum name => [JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString())],
        ChannelStatistics statistics => [$"{List(statistics.Mean)}/{List(statistics.Deviation)}"],
        IEnumerable list and not string => [.. list.Cast<object>().Select(Word)],
        _ => [Word(value)],
    };

    private static string List(IEnumerable<float> values) => string.Join(',', values.Select(value => Word(value)));

    private static string Word(object value) => Convert.ToString(value, CultureInfo.InvariantCulture)!;
}

/// <summary>A setting as the command line writes it.</summary>
/// <param name="Name">Its name, without the dashes before it.</param>
/// <param name="Words">Its values; one, unless it is a list.</param>
internal sealed record RunSetting(string Name, IReadOnlyList<string> Words);
