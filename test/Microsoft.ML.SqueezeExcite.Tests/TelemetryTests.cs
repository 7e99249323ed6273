using System.Diagnostics;
using System.Reflection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Microsoft.ML.SqueezeExcite.Tests;

/// <summary>What OpenTelemetry sees of a training and of scoring; other tests may run at the same time.</summary>
public sealed class TelemetryTests
{
    private const string Name = "Microsoft.ML.SqueezeExcite";

    private static readonly SeNetOptions Tiny = new()
    {
        Architecture = "se-resnet-8-cifar",
        Epochs = 2,
        BatchSize = 8,
        Device = TrainingDevice.Cpu,
        Validation = Validation.Split(0.25),
    };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void FitAndTransform_UnderOpenTelemetry_AreTraced()
    {
        var spans = new List<Activity>();
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(Name, "test").AddInMemoryExporter(spans).Build();
        using var source = new ActivitySource("test");
        using var root = source.StartActivity("root")!;
        var view = View();
        using (var model = _ml.SeNetClassifier(Tiny).Fit(view))
            Assert.Equal(32, model.Transform(view).GetColumn<uint>("PredictedLabel").Count());

        var ours = spans.ToArray().Where(span => span.TraceId == root.TraceId).ToLookup(span => span.OperationName);
        var fit = Assert.Single(ours["senet.fit"]);
        Assert.Equal(root.SpanId, fit.ParentSpanId);
        Assert.Equal(fit.SpanId, Assert.Single(ours["senet.read_images"]).ParentSpanId);
        var train = Assert.Single(ours["senet.train"]);
        Assert.Equal((fit.SpanId, "se-resnet-8-cifar"), (train.ParentSpanId, train.GetTagItem("senet.network")));
        Assert.Equal([1, 2], ours["senet.epoch"].Select(epoch => epoch.GetTagItem("senet.epoch")));
        Assert.All(ours["senet.epoch"], epoch => Assert.Equal(train.SpanId, epoch.ParentSpanId));
        Assert.Equal(
            ours["senet.epoch"].Select(epoch => epoch.SpanId),
            ours["senet.validate"].Select(validation => validation.ParentSpanId));
        Assert.Equal(train.SpanId, Assert.Single(ours["senet.write_model"]).ParentSpanId);
        Assert.Equal(32, ours["senet.score"].Sum(batch => (int)batch.GetTagItem("senet.images")!));
        Assert.All(ours.SelectMany(group => group), span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
        Assert.All(
            ours.Select(group => group.Key).Except(["root"]),
            name => Assert.Contains($"`{name}`", Page(), StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_ThatFails_SaysSoInItsSpan()
    {
        var spans = new List<Activity>();
        using var provider = Sdk.CreateTracerProviderBuilder().AddSource(Name, "test").AddInMemoryExporter(spans).Build();
        using var source = new ActivitySource("test");
        using var root = source.StartActivity("root")!;
        var stop = new CancellationTokenSource();
        var options = Tiny with { CancellationToken = stop.Token, Progress = new SmallRun.Progress(stop.Cancel) };
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.SeNetClassifier(options).Fit(View()));
        var fit = spans.ToArray().Single(span => span.TraceId == root.TraceId && span.OperationName == "senet.fit");
        Assert.Equal(ActivityStatusCode.Error, fit.Status);
        Assert.Single(spans.ToArray(), span => span.TraceId == root.TraceId && span.OperationName == "senet.epoch");
    }

    [Fact]
    public void FitAndTransform_UnderOpenTelemetry_AreMeasured()
    {
        var metrics = new List<Metric>();
        using var provider = Sdk.CreateMeterProviderBuilder().AddMeter(Name).AddInMemoryExporter(metrics).Build();
        var network = $"network-{Guid.NewGuid():N}";
        var layout = NetworkBuilder.Build(
            network,
            new FeatureShape(1, TinyImages.Side, TinyImages.Side),
            x => x.GlobalPool().Linear("fc", 4));
        var view = View();
        using var model = _ml.SeNetClassifier(Tiny with { Architecture = layout }).Fit(view);
        Assert.Equal(32, model.Transform(view).GetColumn<uint>("PredictedLabel").Count());
        Assert.True(provider.ForceFlush());

        Assert.All(metrics, metric => Assert.Contains($"`{metric.Name}`", Page(), StringComparison.Ordinal));
        var points = metrics.ToDictionary(metric => metric.Name, Points);
        Assert.InRange(points["senet.training.steps"].Single().GetSumLong(), 6, long.MaxValue);
        Assert.InRange(points["senet.training.images"].Single().GetSumLong(), 48, long.MaxValue);
        Assert.InRange(points["senet.scoring.images"].Single().GetSumLong(), 32, long.MaxValue);
        Assert.InRange(points["senet.training.step.duration"].Single().GetHistogramCount(), 6, long.MaxValue);
        Assert.InRange(points["senet.training.wait.duration"].Single().GetHistogramCount(), 6, long.MaxValue);
        Assert.InRange(points["senet.scoring.duration"].Single().GetHistogramSum(), 1e-9, double.MaxValue);
        Assert.Equal(model.Training.Loss, Gauge("senet.training.loss"));
        Assert.Equal(model.Training.Accuracy, Gauge("senet.training.accuracy"));
        Assert.Equal(model.Training.Validation!.Loss, Gauge("senet.validation.loss"));
        Assert.Equal(model.Training.Validation.Accuracy, Gauge("senet.validation.accuracy"));
        Assert.InRange(Gauge("senet.training.learning_rate"), 0, 0.1);

        double Gauge(string name) =>
            points[name].Single(point => HasTag(point, "senet.network", network)).GetGaugeLastValueDouble();
    }

    private static string Page()
    {
        var root = typeof(TelemetryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(a => a.Key == "RepositoryRoot");
        return File.ReadAllText(Path.Combine(root.Value!, "docs", "telemetry.md"));
    }

    private static MetricPoint[] Points(Metric metric)
    {
        var points = new List<MetricPoint>();
        foreach (ref readonly var point in metric.GetMetricPoints())
            points.Add(point);
        return [.. points];
    }

    private static bool HasTag(MetricPoint point, string name, string value)
    {
        foreach (var tag in point.Tags)
            if (tag.Key == name)
                return (string?)tag.Value == value;
        return false;
    }

    private IDataView View()
    {
        var view = TinyImages.View(_ml, 32, label => label);
        return _ml.Transforms.Conversion.MapValueToKey("Label").Fit(view).Transform(view);
    }
}
