using System.Globalization;
using Microsoft.ML.SqueezeExcite;
using Spectre.Console;

namespace SeTrainerHost.Terminal;

/// <summary>
/// A training in a terminal: a bar, and above it a line of each epoch. The bar is drawn from the first step on, by a thread of
/// its own: the training stays on its caller's.
/// </summary>
/// <param name="console">The terminal.</param>
/// <param name="epochs">Whether there are lines of epochs.</param>
internal sealed class LiveView(IAnsiConsole console, bool epochs) : IProgress<TrainingProgress>, IDisposable
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ProgressTask? _bar;
    private Task? _display;
    private bool _hasHeader;

    public void Report(TrainingProgress value)
    {
        _display ??= Start();
        _bar!.MaxValue = (double)value.Epochs * value.Steps;
        _bar.Description = Describe(value);
        _bar.Value = (value.Epoch - 1.0) * value.Steps + value.Step;
        if (epochs && value.Step == value.Steps)
            Keep(value);
    }

    /// <summary>Ends the display; the bar stays as it was last.</summary>
    public void Dispose()
    {
        _ended.TrySetResult();
        _display?.GetAwaiter().GetResult();
    }

    private Task Start() => console.Progress()
        .Columns(
            new ProgressBarColumn { Width = 14 },
            new PercentageColumn(),
            new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(context =>
        {
            _bar = context.AddTask("training");
            return _ended.Task;
        });

    private void Keep(TrainingProgress epoch)
    {
        if (!_hasHeader)
            console.Say(EpochLine.Header);
        _hasHeader = true;
        console.Say(EpochLine.Of(epoch));
    }

    // Beside the bar there are some 55 characters in a terminal of 80.
    private static string Describe(TrainingProgress p) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {p.Epoch}/{p.Epochs}  {p.ImagesPerSecond:F0} images/s  loss {p.Loss:F3}  rate {p.LearningRate:G3}  "
            + $"{ProgressDisplay.Text(p.Remaining)} left");
}
