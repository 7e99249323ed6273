using System.Text.Json.Serialization;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>How a trial ended.</summary>
public enum SeNetRunState
{
    /// <summary>It was begun, and interrupted; an experiment that is called again goes on with it.</summary>
    Running,

    /// <summary>Others did better after as many epochs.</summary>
    StoppedEarly,

    /// <summary>It was trained to its end.</summary>
    Finished,

    /// <summary>It ended with an exception.</summary>
    Failed,
}

/// <summary>What a trial had come to when it was compared with others.</summary>
/// <param name="Epochs">The epochs that it was trained for.</param>
/// <param name="Metrics">How it did then.</param>
public sealed record SeNetRung(int Epochs, SeNetRunMetrics Metrics);

/// <summary>
/// A trial of an experiment: what was tried, and what came of it. It is kept as <c>trial.json</c> in its folder.
/// </summary>
public sealed record SeNetRunDetail
{
    /// <summary>The trial's number, from 1.</summary>
    public required int Trial { get; init; }

    /// <summary>What was tried: values by option, in the order of the search space.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>How it ended.</summary>
    public SeNetRunState State { get; init; }

    /// <summary>What it had come to at each comparison; a single one, at its end, without halving.</summary>
    public IReadOnlyList<SeNetRung> Rungs { get; init; } = [];

    /// <summary>The time of its training, all folds together.</summary>
    public double Seconds { get; init; }

    /// <summary>Why it failed; null where it did not.</summary>
    public string? Exception { get; init; }

    /// <summary>The epochs that it was trained for.</summary>
    [JsonIgnore]
    public int Epochs => Rungs.Count == 0 ? 0 : Rungs[^1].Epochs;

    /// <summary>How it did on the validation images at last; null where it failed before.</summary>
    [JsonIgnore]
    public SeNetRunMetrics? Metrics => Rungs.Count == 0 ? null : Rungs[^1].Metrics;

    /// <summary>
    /// The settings that it was trained with; <see cref="SqueezeExciteCatalog.SeNetClassifier(MLContext, SeNetOptions)"/> takes
    /// them to train on all images.
    /// </summary>
    [JsonIgnore]
    public SeNetOptions Options { get; init; } = new();

    /// <summary>Its files; the first fold's where there are several.</summary>
    [JsonIgnore]
    public string Folder { get; init; } = "";

    /// <summary>The model: a plain ML.NET model that scores the feature column.</summary>
    [JsonIgnore]
    public string ModelPath => Path.Combine(Folder, TrialFiles.Model);

    /// <summary>Opens the model, from its file, with the batched scorer.</summary>
    /// <param name="context">The context that opens it. Default a private one.</param>
    /// <exception cref="InvalidOperationException">The trial failed before it had a model.</exception>
    public SeNetModel LoadModel(MLContext? context = null) => File.Exists(ModelPath)
        ? (context ?? new MLContext()).Model.LoadSeNet(ModelPath)
        : throw new InvalidOperationException($"trial {Trial} has no model: {Exception ?? "it has not been trained yet"}");

    /// <summary>The number, the state, the parameters and the accuracy.</summary>
    public override string ToString()
    {
        var result = Metrics is { } metrics
            ? FormattableString.Invariant($"accuracy {metrics.MicroAccuracy:F4} after {Epochs} epochs")
            : Exception ?? "";
        var parameters = string.Join(' ', Parameters.Select(p => $"{p.Key}={p.Value}"));
        return $"trial {Trial} ({parameters}): {State}{(result.Length > 0 ? ", " : "")}{result}";
    }
}
