using System.Globalization;
using System.Text.Json;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What our own files of weights say of the network that the weights are of.</summary>
internal sealed record NetworkMetadata
{
    private const string Producer = "Microsoft.ML.SqueezeExcite";

    private static readonly JsonSerializerOptions Json = NetworkJson.Options;

    /// <summary>The network's name.</summary>
    public required string Architecture { get; init; }

    /// <summary>The shape of the images that it was laid out for.</summary>
    public required FeatureShape Input { get; init; }

    /// <summary>The number of classes.</summary>
    public required int Classes { get; init; }

    /// <summary>Its block; none in a plain network.</summary>
    public required SqueezeExcitation Attention { get; init; }

    /// <summary>Mean and deviation of the images that it was trained on, where they are known.</summary>
    public ChannelStatistics? ImageStatistics { get; init; }

    /// <summary>The classes in the order of the logits, where they are known.</summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>The epoch of training that the weights are of, where it is known.</summary>
    public int? Epoch { get; init; }

    /// <summary>Those of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="statistics">Mean and deviation of its images, where they are known.</param>
    /// <param name="labels">The classes, where they are known.</param>
    public static NetworkMetadata Of(Network network, ChannelStatistics? statistics, IReadOnlyList<string>? labels = null) =>
        new()
        {
            Architecture = network.Name,
            Input = network.Input,
            Classes = network.ClassCount,
            Attention = network.Attention,
            ImageStatistics = statistics,
            Labels = labels,
        };

    /// <summary>Whether metadata are those of a file of ours.</summary>
    public static bool IsOwn(IReadOnlyDictionary<string, string> metadata) => metadata.GetValueOrDefault("producer") == Producer;

    /// <summary>Reads a file's metadata; null where it is not ours.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static NetworkMetadata? Read(TensorFile file)
    {
        if (!IsOwn(file.Metadata))
            return null;
        try
        {
            var read = new NetworkMetadata
            {
                Architecture = file.Metadata["architecture"],
                Input = JsonSerializer.Deserialize<int[]>(file.Metadata["input"], Json) is [var c, var h, var w]
                    ? new(c, h, w)
                    : throw new FormatException("its input is not a shape"),
                Classes = int.Parse(file.Metadata["classes"], CultureInfo.InvariantCulture),
                Attention =
                    JsonSerializer.Deserialize<SqueezeExcitation>(file.Metadata["attention"], Json)
                    ?? throw new FormatException("its attention is null"),
                ImageStatistics = file.Metadata.TryGetValue("mean", out var mean)
                    ? new(
                        JsonSerializer.Deserialize<float[]>(mean, Json)!,
                        JsonSerializer.Deserialize<float[]>(file.Metadata["deviation"], Json)!)
                    : null,
                Labels = file.Metadata.TryGetValue("labels", out var labels)
                    ? JsonSerializer.Deserialize<string[]>(labels, Json)
                    : null,
                Epoch = file.Metadata.TryGetValue("epoch", out var epoch) ? int.Parse(epoch, CultureInfo.InvariantCulture) : null,
            };
            if (read.ImageStatistics is { } statistics && statistics.Mean.Count != read.Input.Channels)
                throw new FormatException($"it has {statistics.Mean.Count} means for {read.Input.Channels} channels");
            return read;
        }
        catch (Exception e)
            when (e
                    is KeyNotFoundException
                        or FormatException
                        or OverflowException
                        or JsonException
                        or InvalidOperationException
                        or ArgumentException)
        {
            throw new InvalidDataException($"'{file.Path}': its metadata cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The metadata as a file has them.</summary>
    public IReadOnlyDictionary<string, string> ToDictionary()
    {
        var metadata = new Dictionary<string, string>
        {
            ["producer"] = Producer,
            ["architecture"] = Architecture,
            ["input"] = JsonSerializer.Serialize(new[] { Input.Channels, Input.Height, Input.Width }, Json),
            ["classes"] = Classes.ToString(CultureInfo.InvariantCulture),
            ["attention"] = JsonSerializer.Serialize(Attention, Json),
        };
        if (Labels is not null)
            metadata["labels"] = JsonSerializer.Serialize(Labels, Json);
        if (Epoch is { } epoch)
            metadata["epoch"] = epoch.ToString(CultureInfo.InvariantCulture);
        if (ImageStatistics is { } statistics)
        {
            metadata["mean"] = JsonSerializer.Serialize(statistics.Mean, Json);
            metadata["deviation"] = JsonSerializer.Serialize(statistics.Deviation, Json);
        }

        return metadata;
    }
}
