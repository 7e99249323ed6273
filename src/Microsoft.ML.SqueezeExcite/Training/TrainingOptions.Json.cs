using System.Text.Json;

namespace Microsoft.ML.SqueezeExcite;

/// <content>The settings as a checkpoint keeps them.</content>
public abstract partial record TrainingOptions
{
    /// <summary>Every setting that is a value, derived classes' too; where the files are and whom to report to is left out.</summary>
    internal string ToJson() => JsonSerializer.Serialize<object>(this, NetworkJson.Options);
}
