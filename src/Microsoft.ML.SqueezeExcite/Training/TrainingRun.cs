namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a training starts from.</summary>
/// <param name="Network">The network, trained in place.</param>
/// <param name="Training">The images.</param>
/// <param name="Validation">Images to validate on after each epoch; null for none.</param>
/// <param name="Statistics">What the images are normalised with.</param>
/// <param name="Metadata">What files of its weights say of the network.</param>
internal sealed record TrainingRun(
    TorchNetwork Network, ImageSet Training, ImageSet? Validation, ChannelStatistics Statistics, NetworkMetadata Metadata);
