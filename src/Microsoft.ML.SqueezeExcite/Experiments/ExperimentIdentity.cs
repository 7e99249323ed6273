using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// What makes an experiment the same one when it is called again: all that its trials follow from. Limits and what belongs to the
/// machine are not a part of it.
/// </summary>
internal static class ExperimentIdentity
{
    private const int Version = 1;

    public static JsonObject Of(SeNetExperimentSettings settings, ExperimentData data) => new()
    {
        ["version"] = Version,
        ["seed"] = settings.Seed,
        ["sampler"] = settings.Sampler.ToString(),
        ["halving"] = Node(settings.Halving),
        ["objective"] = settings.Objective.ToString(),
        ["searchSpace"] = settings.Configurations.Count > 0 ? null : Node(settings.SearchSpace.Dimensions),
        ["configurations"] = settings.Configurations.Count > 0 ? Node(settings.Configurations) : null,
        ["data"] = Data(data),
        ["options"] = Options(settings.Options),
    };

    private static JsonObject Data(ExperimentData data) => new()
    {
        ["classes"] = Node(data.Columns.Labels.ClassNames),
        ["shape"] = data.Columns.Features.Shape.ToString(),
        ["training"] = Node(data.Folds.Select(fold => fold.Training.Count)),
        ["validation"] = Node(data.Folds.Select(fold => fold.Validation.Count)),
        ["mean"] = Node(data.Folds.Select(fold => fold.Statistics.Mean)),
    };

    private static JsonObject Options(SeNetOptions options)
    {
        var node = options.ToJson();
        foreach (var setting in Setting.All.Where(setting => setting.Scope == SettingScope.Machine))
            node.Remove(setting.Name);
        return node;
    }

    // By way of text, so that it compares with what was read.
    private static JsonNode? Node<T>(T value) => JsonNode.Parse(JsonSerializer.Serialize(value, NetworkJson.Options));
}
