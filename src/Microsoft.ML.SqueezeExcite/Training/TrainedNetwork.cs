namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a training leaves, outside of torch.</summary>
/// <param name="Weights">Parameters and running statistics by name.</param>
/// <param name="Statistics">What the images were normalised with.</param>
/// <param name="Summary">How it went.</param>
internal sealed record TrainedNetwork(IReadOnlyDictionary<string, WeightArray> Weights, ChannelStatistics Statistics, TrainingSummary Summary);
