using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost;

/// <summary>Shows how a training goes: a bar in a terminal, a line now and then elsewhere.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs a training under a display.</summary>
    public static T Run<T>(IAnsiConsole console, Func<IProgress<TrainingProgress>, T> train) =>
        console.Profile.Capabilities.Interactive
            ? console.Progress()
                .Columns(
                    new ProgressBarColumn { Width = 14 },
                    new PercentageColumn(),
                    new TaskDescriptionColumn { Alignment = Justify.Left })
                .Start(context => train(new Bar(context.AddTask("reading the images"))))
            : train(new Lines(console));

    /// <summary>A time as a clock shows it, with hours and days where there are any.</summary>
    internal static string Text(TimeSpan time)
    {
        var format = time.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : time.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss";
        return time.ToString(format, CultureInfo.InvariantCulture);
    }

    // Beside the bar there are some 55 characters in a terminal of 80.
    private static string DescribeBriefly(TrainingProgress p) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {p.Epoch}/{p.Epochs}  {p.ImagesPerSecond:F0} images/s  loss {p.Loss:F3}  rate {p.LearningRate:F3}  "
            + $"{Text(p.Remaining)} left");

    private static string Describe(TrainingProgress p)
    {
        var validation = p.Validation is { } v ? FormattableString.Invariant($"  validation {v.Accuracy:F4}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {p.Epoch}/{p.Epochs}  {p.ImagesPerSecond:F0} images/s  loss {p.Loss:F4}  accuracy {p.Accuracy:F4}  rate "
            + $"{p.LearningRate:F4}{validation}  {Text(p.Remaining)} left");
    }

    private sealed class Bar(ProgressTask task) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            task.MaxValue = (double)value.Epochs * value.Steps;
            task.Value = (value.Epoch - 1.0) * value.Steps + value.Step;
            task.Description = DescribeBriefly(value);
        }
    }

    private sealed class Lines(IAnsiConsole console) : IProgress<TrainingProgress>
    {
        private TimeSpan _last = TimeSpan.MinValue;

        public void Report(TrainingProgress value)
        {
            if (value.Step < value.Steps && _last != TimeSpan.MinValue && value.Elapsed - _last < LineEvery)
                return;
            _last = value.Elapsed;
            var step = value.Step.ToString(CultureInfo.InvariantCulture);
            console.Profile.Out.Writer.WriteLine($"{Describe(value)}  step {step}/{value.Steps}");
        }
    }
}
