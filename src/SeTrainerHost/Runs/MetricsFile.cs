using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Runs;

/// <summary>What <c>metrics.json</c> holds; the figures of training are there only where a training was.</summary>
/// <param name="TestImages">The images that were scored.</param>
/// <param name="MicroAccuracy">The share that was classified right.</param>
/// <param name="MacroAccuracy">The mean over the classes of the share that was classified right.</param>
/// <param name="LogLoss">The mean cross-entropy.</param>
/// <param name="TopK">The share whose class was among the first k, for k from 1.</param>
/// <param name="Classes">Figures of each class, in key order.</param>
/// <param name="ConfusionMatrix">Rows are actual classes, columns predicted ones, in key order.</param>
internal sealed record MetricsFile(
    int TestImages,
    double MicroAccuracy,
    double MacroAccuracy,
    double LogLoss,
    IReadOnlyList<double> TopK,
    IReadOnlyList<ClassMetrics> Classes,
    IReadOnlyList<IReadOnlyList<double>> ConfusionMatrix)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Images that were not counted, since their label is not one of the model's classes.</summary>
    public int UnknownLabelImages { get; init; }

    /// <summary>The network's name.</summary>
    public string? Architecture { get; init; }

    /// <summary>The time of training.</summary>
    public double? TrainSeconds { get; init; }

    /// <summary>Images trained on a second.</summary>
    public double? ImagesPerSecond { get; init; }

    /// <summary>The share of the training's time that was spent waiting for images.</summary>
    public double? DataWaitShare { get; init; }

    /// <summary>The network's parameters.</summary>
    public long? Parameters { get; init; }

    /// <summary>The network's multiply-adds for one image.</summary>
    public long? MultiplyAdds { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static MetricsFile Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<MetricsFile>(File.ReadAllBytes(path), Json)
                ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"'{path}' is damaged: {e.Message}", e);
        }
    }

    public static MetricsFile Of(IReadOnlyList<string> classNames, MulticlassClassificationMetrics metrics) => new(
        (int)metrics.ConfusionMatrix.Counts.Sum(row => row.Sum()),
        metrics.MicroAccuracy,
        metrics.MacroAccuracy,
        metrics.LogLoss,
        metrics.TopKAccuracyForAllK,
        ClassMetrics.Of(classNames, metrics),
        metrics.ConfusionMatrix.Counts);

    public MetricsFile With(SeNetTransformer model) => this with
    {
        Architecture = model.Network.Name,
        TrainSeconds = model.Training.Duration.TotalSeconds,
        ImagesPerSecond = model.Training.ImagesPerSecond,
        DataWaitShare = model.Training.DataWaitShare,
        Parameters = model.Network.ParameterCount,
        MultiplyAdds = Complexity.Of(model.Network).MultiplyAdds,
    };

    public override string ToString() => JsonSerializer.Serialize(this, Json);
}

/// <summary>The figures of one class; null where it has no test images to judge it by.</summary>
/// <param name="Name">The class.</param>
/// <param name="Images">Its test images.</param>
/// <param name="Precision">Of those predicted, the share that was right.</param>
/// <param name="Recall">Of its images, the share that was found.</param>
/// <param name="LogLoss">The mean cross-entropy of its images.</param>
internal sealed record ClassMetrics(
    string Name,
    int Images,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Precision,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Recall,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? LogLoss)
{
    // ML.NET says 0 where there is nothing to count.
    public static IReadOnlyList<ClassMetrics> Of(IReadOnlyList<string> names, MulticlassClassificationMetrics metrics) =>
    [
        .. names.Select((name, i) => (int)metrics.ConfusionMatrix.Counts[i].Sum() is > 0 and var images
            ? new ClassMetrics(
                name,
                images,
                metrics.ConfusionMatrix.PerClassPrecision[i],
                metrics.ConfusionMatrix.PerClassRecall[i],
                double.IsFinite(metrics.PerClassLogLoss[i]) ? metrics.PerClassLogLoss[i] : null)
            : new ClassMetrics(name, 0, null, null, null)),
    ];
}
