using Google.Protobuf;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a training leaves, outside of torch.</summary>
/// <param name="Weights">Parameters and running statistics by name.</param>
/// <param name="Statistics">What the images were normalised with.</param>
/// <param name="Summary">How it went.</param>
internal sealed record TrainedNetwork(
    IReadOnlyDictionary<string, TensorData> Weights, ChannelStatistics Statistics, TrainingSummary Summary)
{
    /// <summary>Trains the network of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="images">The images; they stay the caller's.</param>
    /// <param name="log">Gets what happens.</param>
    public static TrainedNetwork Train(TrainingPlan plan, TrainingImages images, TrainingLog log)
    {
        using var start = TrainingStart.Prepare(plan, images, log);
        var run = start.Run;
        var summary = TrainingLoop.Run(run, log.Follow(plan.Options), plan.Device, log.Info)
            .Without(images.Training.Skipped, images.Validation?.Skipped ?? new SkippedImages());
        log.Finish(summary);
        return new TrainedNetwork(Finite(ModuleWeights.Read(run.Network), plan.Options), run.Statistics, summary);
    }

    private static IReadOnlyDictionary<string, TensorData> Finite(
        IReadOnlyDictionary<string, TensorData> weights,
        SeNetOptions options)
    {
        foreach (var (name, weight) in weights)
            if (!weight.IsFinite)
                throw new InvalidOperationException(
                    $"the trained network's '{name}' has values that are not finite numbers: "
                    + $"try a learning rate below {options.Optimizer.LearningRate}");
        return weights;
    }

    /// <summary>Writes the network as an ONNX model that takes pixels and says how it was made.</summary>
    /// <returns>The file, which is the caller's.</returns>
    public TemporaryFile Write(TrainingPlan plan) => Telemetry.Span("senet.write_model", _ =>
    {
        var (labels, features) = (plan.Columns.Labels, plan.Columns.Features);
        var model = OnnxModel.Create(
            plan.Network, Weights, Statistics, labels.ClassNames, features.Column.Name, labels.TextKey, features.Decoding,
            ModelOrigin.Of(plan.Options, features.Kind));
        return TemporaryFile.Written(plan.TemporaryFolder, ".onnx", model.WriteTo);
    });
}
