using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What trainings are measured by; <c>docs/telemetry.md</c> lists it.</summary>
internal static class TrainingTelemetry
{
    private static readonly Counter<long> Steps =
        Telemetry.Meter.CreateCounter<long>("senet.training.steps", "{step}", "Steps of training.");
    private static readonly Counter<long> Images =
        Telemetry.Meter.CreateCounter<long>("senet.training.images", "{image}", "Images trained on.");
    private static readonly Histogram<double> StepDuration =
        Telemetry.Meter.CreateHistogram<double>("senet.training.step.duration", "s", "The time of a step.");
    private static readonly Histogram<double> WaitDuration =
        Telemetry.Meter.CreateHistogram<double>("senet.training.wait.duration", "s", "The time that a step waited for images.");
    private static readonly Gauge<double> Loss =
        Telemetry.Meter.CreateGauge<double>("senet.training.loss", description: "The mean loss of the epoch so far.");
    private static readonly Gauge<double> Accuracy =
        Telemetry.Meter.CreateGauge<double>("senet.training.accuracy", description: "The accuracy of the epoch so far.");
    private static readonly Gauge<double> LearningRate =
        Telemetry.Meter.CreateGauge<double>("senet.training.learning_rate", description: "The learning rate of the step.");
    private static readonly Gauge<double> ValidationLoss =
        Telemetry.Meter.CreateGauge<double>("senet.validation.loss", description: "The mean loss of the validation images.");
    private static readonly Gauge<double> ValidationAccuracy =
        Telemetry.Meter.CreateGauge<double>("senet.validation.accuracy", description: "The accuracy on the validation images.");

    /// <summary>Counts a step and the time that it took.</summary>
    public static void Stepped(int images, TimeSpan duration)
    {
        Steps.Add(1);
        Images.Add(images);
        StepDuration.Record(duration.TotalSeconds);
    }

    /// <summary>Counts the time that a step waited for its images.</summary>
    public static void Waited(TimeSpan duration) => WaitDuration.Record(duration.TotalSeconds);

    /// <summary>Says how the epoch goes.</summary>
    /// <param name="network">The network's name.</param>
    /// <param name="progress">How far it is.</param>
    public static void Report(string network, TrainingProgress progress)
    {
        var tags = new TagList { { "senet.network", network } };
        Loss.Record(progress.Loss, tags);
        Accuracy.Record(progress.Accuracy, tags);
        LearningRate.Record(progress.LearningRate, tags);
        if (progress.Validation is not { } validation)
            return;
        ValidationLoss.Record(validation.Loss, tags);
        ValidationAccuracy.Record(validation.Accuracy, tags);
    }

    /// <summary>Starts the span of an epoch; null where nobody listens.</summary>
    public static Activity? StartEpoch(int epoch) => Telemetry.Source.StartActivity("senet.epoch")?.SetTag("senet.epoch", epoch);
}
