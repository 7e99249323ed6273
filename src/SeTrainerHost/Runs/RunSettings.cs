using System.Text.Json.Nodes;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary>The settings of a run by the names of the command line.</summary>
internal static class RunSettings
{
    /// <summary>The architecture and every setting whose value is not the default.</summary>
    public static IEnumerable<(string Name, JsonNode Value)> Of(SeNetOptions options)
    {
        var (given, usual) = (options.ToJson(), new SeNetOptions().ToJson());
        return from setting in Setting.All
               let value = given[setting.Name]
               where value is not null
               where setting.Type == typeof(Architecture) || !JsonNode.DeepEquals(value, usual[setting.Name])
               select (Setting.OnCommandLine(setting.Name)[2..], value);
    }
}
