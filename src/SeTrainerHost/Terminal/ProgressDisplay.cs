using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>Shows how a training goes: a bar in a terminal, a line now and then elsewhere.</summary>
internal static class ProgressDisplay
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    /// <summary>Runs a training under a display.</summary>
    /// <param name="console">Where it is shown.</param>
    /// <param name="train">The training.</param>
    /// <param name="epochs">Whether a terminal keeps a line of each epoch.</param>
    /// <param name="kind">Whether lines are wanted even in a terminal.</param>
    public static T Run<T>(
        IAnsiConsole console,
        Func<IProgress<TrainingProgress>, T> train,
        bool epochs,
        ProgressKind kind = ProgressKind.Auto)
    {
        if (console.Profile.Out.Writer is JsonEvents events)
            return train(events);
        if (kind == ProgressKind.Lines || !console.Profile.Capabilities.Interactive)
            return train(new Lines(console));
        using var view = new LiveView(console, epochs);
        return train(view);
    }

    /// <summary>A time as a clock shows it, with hours and days where there are any.</summary>
    internal static string Text(TimeSpan time)
    {
        var format = time.TotalDays >= 1 ? @"d\.hh\:mm\:ss" : time.TotalHours >= 1 ? @"h\:mm\:ss" : @"mm\:ss";
        return time.ToString(format, CultureInfo.InvariantCulture);
    }

    private static string Describe(TrainingProgress p)
    {
        var validation = p.Validation is { } v ? FormattableString.Invariant($"  validation {v.Accuracy:F4}") : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {p.Epoch}/{p.Epochs}  {p.ImagesPerSecond:F0} images/s  loss {p.Loss:F4}  accuracy {p.Accuracy:F4}  rate "
            + $"{p.LearningRate:F4}{validation}  {Text(p.Remaining)} left");
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
