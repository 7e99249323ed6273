using System.Text.Json;
using System.Text.Json.Serialization;

namespace SeTrainerHost.Terminal;

/// <summary>What <c>--json</c> prints of a value: indented, names and enumerations in camelCase.</summary>
internal static class JsonOutput
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Options);
}
