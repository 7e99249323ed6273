namespace Microsoft.ML.SqueezeExcite;

/// <summary>
/// The time that an experiment has left, and a token that is cancelled when there is none, or when its caller says so.
/// </summary>
internal sealed class ExperimentClock : IDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly CancellationTokenSource _both;

    /// <summary>What timers can count.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(24);

    /// <summary>Starts the clock.</summary>
    /// <param name="settings">The limit, the clock, and the caller's token.</param>
    /// <param name="used">The time that earlier calls have used.</param>
    public ExperimentClock(SeNetExperimentSettings settings, TimeSpan used)
    {
        var left = settings.MaxExperimentTime - used;
        _limit = left is null
            ? new CancellationTokenSource()
            : new CancellationTokenSource(left < TimeSpan.Zero ? TimeSpan.Zero : left.Value, settings.TimeProvider);
        if (left <= TimeSpan.Zero)
            _limit.Cancel();
        _both = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, settings.CancellationToken);
    }

    public bool IsOver => _limit.IsCancellationRequested;

    public CancellationToken Token => _both.Token;

    public void Dispose()
    {
        _both.Dispose();
        _limit.Dispose();
    }
}
