using System.Text.Json;
using System.Text.Json.Serialization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// How networks and their settings are written as JSON: names for enumerations, stages as <see cref="Stages.Parse"/> reads them,
/// architectures by name.
/// </summary>
internal static class NetworkJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(), new StagesConverter(), new ArchitectureConverter() },
    };

    private sealed class StagesConverter : JsonConverter<Stages>
    {
        public override Stages Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Stages.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Stages value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private sealed class ArchitectureConverter : JsonConverter<Architecture>
    {
        public override Architecture Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()!;

        public override void Write(Utf8JsonWriter writer, Architecture value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Name);
    }
}
