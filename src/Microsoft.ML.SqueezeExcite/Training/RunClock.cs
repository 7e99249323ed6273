namespace Microsoft.ML.SqueezeExcite;

/// <summary>Counts where the time of a training goes: to steps, to waiting for images, to the rest.</summary>
internal sealed class RunClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _before;
    private long _images;
    private TimeSpan _steps;
    private TimeSpan _waits;

    public TimeSpan Elapsed => _before + time.GetElapsedTime(_start);

    public double ImagesPerSecond => _images / Math.Max(1e-9, (_steps + _waits).TotalSeconds);

    public double WaitShare => _waits / Max(_steps + _waits, TimeSpan.FromTicks(1));

    /// <summary>Counts the time of a run that this one goes on with.</summary>
    public void Resume(TimeSpan elapsed) => _before = elapsed;

    /// <summary>Runs the taking of a batch and counts it as waiting.</summary>
    public bool Wait(Func<bool> take)
    {
        var start = time.GetTimestamp();
        var taken = take();
        var wait = time.GetElapsedTime(start);
        _waits += wait;
        TrainingTelemetry.Waited(wait);
        return taken;
    }

    /// <summary>Runs a step and counts it.</summary>
    public void Step(int images, Action step)
    {
        var start = time.GetTimestamp();
        step();
        var duration = time.GetElapsedTime(start);
        _steps += duration;
        _images += images;
        TrainingTelemetry.Stepped(images, duration);
    }

    /// <summary>The time that the rest takes if it goes on like this.</summary>
    public TimeSpan Remaining(int done, int all) => Elapsed * ((double)(all - done) / done);

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
