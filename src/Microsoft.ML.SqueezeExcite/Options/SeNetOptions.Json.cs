using System.Text.Json;
using System.Text.Json.Nodes;

namespace Microsoft.ML.SqueezeExcite;

/// <content>The settings as a checkpoint keeps them: one flat object of names and values.</content>
public sealed partial record SeNetOptions
{
    /// <summary>
    /// Every setting that is a value of the training, by its name; where the files are and whom to report to is left out.
    /// </summary>
    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var setting in Setting.All.Where(setting => setting.IsKept))
            if (setting.Get(this) is { } value)
                json[setting.Name] = JsonSerializer.SerializeToNode(value, value.GetType(), NetworkJson.Options);
        return json;
    }

    /// <summary>Settings by their names; those that are absent have their defaults.</summary>
    /// <exception cref="JsonException">A name is not a setting, or a value is not of its type.</exception>
    /// <exception cref="ArgumentException">A setting has no effect beside the others.</exception>
    internal static SeNetOptions FromJson(JsonObject json)
    {
        if (json.FirstOrDefault(entry => Setting.All.All(setting => setting.Name != entry.Key)) is { Key: { } unknown })
            throw new JsonException($"'{unknown}' is not a setting");
        return new SeNetOptions().With(
            Setting.All.Where(setting => json.ContainsKey(setting.Name))
                .Select(setting => (setting, json[setting.Name].Deserialize(setting.Type, NetworkJson.Options))),
            Setting.InCode);
    }

    /// <summary>
    /// The options with other values. An architecture without an SE block leaves the block of these options out.
    /// </summary>
    /// <param name="values">Settings and their values, in any order.</param>
    /// <param name="spell">How a message writes a setting's name.</param>
    /// <exception cref="ArgumentException">A setting has no effect beside the others.</exception>
    internal SeNetOptions With(IEnumerable<(Setting Setting, object? Value)> values, Func<string, string> spell)
    {
        var options = this;
        foreach (var (setting, value) in values.OrderBy(pair => Setting.All.IndexOf(pair.Setting)))
        {
            options = setting.Set(options, value, spell);
            if (setting.Type == typeof(Architecture) && options.Architecture is { Exists: true, TakesAttention: false })
                options = options with { Attention = null };
        }

        return options;
    }
}
