using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What scoring is measured by; <c>docs/telemetry.md</c> lists it.</summary>
internal static class ScoringTelemetry
{
    private static readonly Counter<long> Images =
        Telemetry.Meter.CreateCounter<long>("senet.scoring.images", "{image}", "Images scored.");
    private static readonly Histogram<double> Duration =
        Telemetry.Meter.CreateHistogram<double>("senet.scoring.duration", "s", "The time of a batch in ONNX Runtime.");

    /// <summary>Starts the span of a batch; null where nobody listens.</summary>
    public static Activity? Start(int images) => Telemetry.Source.StartActivity("senet.score")?.SetTag("senet.images", images);

    /// <summary>Counts a batch and the time that it took.</summary>
    public static void Scored(int images, TimeSpan duration)
    {
        Images.Add(images);
        Duration.Record(duration.TotalSeconds);
    }
}
