using System.Globalization;
using Microsoft.ML.Runtime;
using TorchSharp;

namespace Microsoft.ML.SqueezeExcite;

/// <summary>What a training says to <see cref="MLContext.Log"/>.</summary>
internal sealed class TrainingLog : IDisposable
{
    private readonly IChannel _channel;

    public TrainingLog(MLContext context) => _channel = ((IHostEnvironment)context).Register("SeNetTrainer").Start("Training");

    public void Start(TrainingPlan plan, TrainingImages images)
    {
        var (training, validation) = images;
        Info($"{plan.Network}: {training.Count} training images, {validation?.Count ?? 0} validation images, "
            + $"on {plan.Device.type} with {torch.get_num_threads()} threads");
        if (plan.Device.type == DeviceType.CPU && OneDnn.Notice is { } notice)
            Info(notice);
        if (plan.Pretrained is { } pretrained)
            Info($"weights of {pretrained}");
        Unlabelled("training", training.RowsWithoutLabel);
        Unlabelled("validation", validation?.RowsWithoutLabel ?? 0);
        Skipped("training", training.Skipped);
        Skipped("validation", validation?.Skipped ?? new SkippedImages());
        Untaught(plan.Columns.Labels.ClassNames, training.Labels);
        Decoded("training", training, plan.Columns.Features.Decoding);
        if (validation is not null)
            Decoded("validation", validation, plan.Columns.Features.Decoding);
    }

    private void Untaught(IReadOnlyList<string> classes, IEnumerable<long> labels)
    {
        var seen = labels.ToHashSet();
        string[] untaught = [.. classes.Where((_, i) => !seen.Contains(i))];
        if (untaught.Length > 0)
            Info($"{untaught.Length} of {classes.Count} classes have no training images: {NameList.Of(untaught)}");
    }

    private void Unlabelled(string what, int rows)
    {
        if (rows > 0)
            Info($"{rows} {what} rows without a label, or with one that is not one of the classes, were left out");
    }

    private void Decoded(string what, ImageSet images, ImageDecoding? decoding)
    {
        if (decoding is null)
            return;
        if (images.Oriented > 0)
            Info(
                $"{images.Oriented} of {images.Count} {what} images have an EXIF orientation "
                + (decoding.Orientation == ImageOrientation.Apply
                    ? "and were turned: so do LoadSeNet and SeNetPredictor, but stock ML.NET's LoadImages does not"
                    : "and were taken as they are stored"));
        if (images.Transparent > 0 && decoding.Background is null)
            Info(
                $"{images.Transparent} of {images.Count} {what} images have transparent parts, which are black, as in stock "
                + "ML.NET: Decoding's Background (--background white) sets another colour");
    }

    private void Skipped(string what, SkippedImages images)
    {
        const int Named = 3;
        if (images.Count > 0)
            Info(
                $"{images.Count} {what} images cannot be read and were left out: "
                + $"{string.Join("; ", images.First.Take(Named))}{(images.Count > Named ? "; ..." : "")}");
    }

    /// <summary>The same options, with each epoch's end logged before it is reported on.</summary>
    public SeNetOptions Follow(SeNetOptions options) => options with { Progress = new Epochs(this, options.Progress) };

    public void Finish(TrainingSummary summary) =>
        Info(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{summary.Steps} steps in {summary.Duration.TotalSeconds:F1} s: {summary.ImagesPerSecond:F0} images/s, "
                + $"{summary.DataWaitShare:P1} of the time waiting for images"));

    public void Dispose() => _channel.Dispose();

    /// <summary>Says a line.</summary>
    public void Info(string message) => _channel.Info(MessageSensitivity.None, "{0}", message);

    private sealed class Epochs(TrainingLog log, IProgress<TrainingProgress>? next) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == value.Steps)
            {
                var validation = value.Validation is { } v
                    ? FormattableString.Invariant($", validation loss {v.Loss:F4} accuracy {v.Accuracy:F4}")
                    : "";
                log.Info(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"epoch {value.Epoch}/{value.Epochs}: loss {value.Loss:F4} accuracy {value.Accuracy:F4}{validation}, "
                        + $"rate {value.LearningRate:G3}, {value.ImagesPerSecond:F0} images/s"));
            }

            next?.Report(value);
        }
    }
}
