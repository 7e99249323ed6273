using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.ML.SqueezeExcite;

namespace SeTrainerHost.Terminal;

/// <summary>
/// What happens as a program reads it: an object a line. A writer, too: each line that is written to it is an event of its own.
/// </summary>
/// <param name="writer">Gets the lines.</param>
internal sealed class JsonEvents(TextWriter writer) : TextWriter, IProgress<TrainingProgress>
{
    private static readonly TimeSpan StepEvery = TimeSpan.FromSeconds(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        // For programs that read JSON, not for pages.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly StringBuilder _line = new();
    private TimeSpan _last = TimeSpan.MinValue;

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value)
    {
        if (value == '\n')
            Message();
        else if (value != '\r')
            _line.Append(value);
    }

    /// <summary>An event for each epoch, and for a step now and then.</summary>
    public void Report(TrainingProgress value)
    {
        var isEpoch = value.Step == value.Steps;
        if (!isEpoch && _last != TimeSpan.MinValue && value.Elapsed - _last < StepEvery)
            return;
        _last = value.Elapsed;
        Write(new
        {
            Event = isEpoch ? "epoch" : "step",
            value.Epoch,
            value.Epochs,
            value.Step,
            value.Steps,
            value.Loss,
            value.Accuracy,
            value.LearningRate,
            value.ImagesPerSecond,
            value.DataWaitShare,
            Seconds = value.Elapsed.TotalSeconds,
            SecondsLeft = value.Remaining.TotalSeconds,
            ValidationLoss = value.Validation?.Loss,
            ValidationAccuracy = value.Validation?.Accuracy,
            value.IsBest,
        });
    }

    /// <summary>The command has begun.</summary>
    /// <param name="folder">The folder of the run.</param>
    public void Started(string folder) => Write(new { Event = "started", Folder = folder });

    /// <summary>The command has done what it was asked for.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="accuracy">The share of the test images that is classified right.</param>
    public void Finished(string folder, double accuracy) =>
        Write(new { Event = "finished", Folder = folder, Accuracy = accuracy });

    /// <summary>The command has failed, or was cancelled.</summary>
    /// <param name="code">The exit code.</param>
    /// <param name="message">Why.</param>
    public void Failed(int code, string message) => Write(new { Event = "failed", ExitCode = code, Message = message });

    private void Message()
    {
        var text = _line.ToString().TrimEnd();
        _line.Clear();
        if (text.Length > 0)
            Write(new { Event = "message", Text = text });
    }

    private void Write<T>(T value) => writer.WriteLine(JsonSerializer.Serialize(value, Json));
}
