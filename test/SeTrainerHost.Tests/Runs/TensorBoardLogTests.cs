using Microsoft.ML.Data;
using Microsoft.ML.SqueezeExcite;
using SeTrainerHost.Runs;

namespace SeTrainerHost.Tests.Runs;

public sealed class TensorBoardLogTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Report_OfTwoEpochs_WritesScalarsImagesAndHistograms()
    {
        var reports = new List<TrainingProgress>();
        var log = new TensorBoardLog(_folder.Root, new Reports(reports.Add), new FixedTime(), Assert.Fail);
        foreach (var epoch in new[] { 1, 2 })
        {
            log.Gated("layer1.0.se", [0.25f, 0.5f, 0.75f, 1]);
            log.Scored(Batch(first: 0, labels: [0, 1], [0.9f, 0.1f, 0.8f, 0.2f]));
            log.Scored(Batch(first: 2, labels: [1], [0.3f, 0.7f]));
            log.Report(Progress(epoch, step: 1));
            log.Report(Progress(epoch, step: 2));
        }

        Assert.Equal(4, reports.Count);
        var events = Read();
        Assert.Equal(
            [(1, 1f / 1), (2, 1f / 2)],
            events.Where(e => e.Tag == "loss/training").Select(e => (e.Step, e.Scalar!.Value)));
        string[] scalars =
        [
            "accuracy/training", "accuracy/validation", "images per second", "learning rate", "loss/training",
            "loss/validation", "share of time waiting for images",
        ];
        Assert.Equal(scalars, events.Where(e => e.Scalar is not null).Select(e => e.Tag).Distinct().Order());
        Assert.All(events, e => Assert.Equal(1_700_000_000, e.Seconds));

        var histogram = events.First(e => e.Histogram is not null);
        Assert.Equal(("gates/layer1.0.se", 1), (histogram.Tag, histogram.Step));
        Assert.Equal((0.25, 1, 4, 2.5), histogram.Histogram);

        // Of class 0 one is right; of class 1 one is taken for class 0: white is none of the row, dark all of it.
        var picture = events.Last(e => e.Picture is not null);
        Assert.Equal(("confusion (rows actual, columns predicted)", 2), (picture.Tag, picture.Step));
        using var image = MLImage.CreateFromStream(new MemoryStream(picture.Picture!));
        Assert.Equal((256, 256), (image.Width, image.Height));
        int[] reds = [Red(image, 0, 0), Red(image, 255, 0), Red(image, 0, 255), Red(image, 255, 255)];
        Assert.Equal([7, 255, 131, 131], reds);
    }

    [Fact]
    public void Report_WhereNothingCanBeWritten_SaysSoOnceAndGoesOn()
    {
        File.WriteAllText(_folder.Path(TensorBoardLog.FolderName), "not a folder");
        var (reports, warnings) = (new List<TrainingProgress>(), new List<string>());
        var log = new TensorBoardLog(_folder.Root, new Reports(reports.Add), new FixedTime(), warnings.Add);
        log.Report(Progress(1, step: 2));
        log.Report(Progress(2, step: 2));
        Assert.Equal(2, reports.Count);
        Assert.StartsWith("TensorBoard's files in ", Assert.Single(warnings), StringComparison.Ordinal);
    }

    private IReadOnlyList<EventFile.Event> Read() =>
        EventFile.Read(Assert.Single(Directory.GetFiles(_folder.Path(TensorBoardLog.FolderName))));

    private static int Red(MLImage image, int x, int y) => image.Pixels[4 * (y * image.Width + x)
        + (image.PixelFormat == MLPixelFormat.Rgba32 ? 0 : 2)];

    private static ValidatedBatch Batch(int first, long[] labels, float[] scores) =>
        new(first, labels, scores, new FeatureShape(1, 2, 2), (_, _) => { });

    private static TrainingProgress Progress(int epoch, int step) => new(
        epoch, 2, step, 2, 1.0 / epoch, 0.5, 0.1, 100, 0.01, TimeSpan.Zero, TimeSpan.Zero, new ValidationResult(0.5, 0.75));

    private sealed class Reports(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    private sealed class FixedTime : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);
    }
}
