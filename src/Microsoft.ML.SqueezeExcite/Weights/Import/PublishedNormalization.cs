using System.Text.Json;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// Mean and deviation of the images that weights were trained on: what the file says, what the <c>config.json</c> beside it says,
/// as timm publishes its networks, or what the source usually has.
/// </summary>
internal static class PublishedNormalization
{
    private const string ConfigName = "config.json";
    private const string ConfigPart = "pretrained_cfg";
    private const long LongestConfig = 1 << 20;

    /// <summary>Finds them, in pixel values, and where they were found; null and empty where they are not known.</summary>
    public static (ChannelStatistics? Statistics, string From) Find(TensorFile file, TensorNaming source, Network network)
    {
        if (NetworkMetadata.Read(file) is { } own)
            return (own.ImageStatistics, "the file");
        var channels = network.Input.Channels;
        if (OfMetadata(file.Metadata, channels) is { } stated)
            return (stated, "the file's metadata");
        if (OfConfig(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file.Path))!, ConfigName), channels) is { } beside)
            return (beside, ConfigName);
        return source.ImageStatistics(network) is { } usual ? (usual, $"usual for {source.Name}") : (null, "");
    }

    private static ChannelStatistics? OfMetadata(IReadOnlyDictionary<string, string> metadata, int channels)
    {
        if (metadata.TryGetValue(ConfigPart, out var config))
            return OfJson(config, channels);
        var deviation = metadata.GetValueOrDefault("std") ?? metadata.GetValueOrDefault("deviation");
        return metadata.TryGetValue("mean", out var mean) && deviation is not null
            ? OfJson($$"""{"mean":{{mean}},"std":{{deviation}}}""", channels)
            : null;
    }

    private static ChannelStatistics? OfConfig(string path, int channels)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= LongestConfig }
                ? OfJson(File.ReadAllText(path), channels)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Others' files may say anything under these names: what is not a mean and a deviation is not theirs.
    private static ChannelStatistics? OfJson(string json, int channels)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var config = root.TryGetProperty(ConfigPart, out var part) ? part : root;
            var mean = config.GetProperty("mean").Deserialize<float[]>()!;
            var deviation = config.GetProperty("std").Deserialize<float[]>()!;
            // Most have pixel values from 0 to 1.
            var scale = mean.Concat(deviation).All(value => value is >= 0 and <= 1) ? 255f : 1f;
            return mean.Length == channels
                ? new ChannelStatistics([.. mean.Select(value => value * scale)], [.. deviation.Select(value => value * scale)])
                : null;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
