namespace Microsoft.ML.SqueezeExcite.Tests;

public sealed class MicroBatcherTests
{
    [Fact]
    public async Task Add_AsManyAsABatchHolds_DoesNotWaitForTheClock()
    {
        var batches = new List<int[]>();
        await using (
            var batcher = new MicroBatcher<int>(3, TimeSpan.FromMinutes(1), new StoppedClock(), batch => batches.Add([.. batch])))
        {
            for (var i = 0; i < 6; i++)
                await batcher.Add(i, CancellationToken.None);
        }

        Assert.Equal([0, 1, 2, 3, 4, 5], batches.SelectMany(batch => batch));
        Assert.All(batches, batch => Assert.InRange(batch.Length, 1, 3));
    }

    [Fact]
    public async Task Add_OneAlone_IsProcessedWhenItsTimeHasCome()
    {
        var clock = new StoppedClock();
        var processed = new TaskCompletionSource<int[]>();
        await using var batcher = new MicroBatcher<int>(
            8,
            TimeSpan.FromSeconds(5),
            clock,
            items => processed.SetResult([.. items]));
        await batcher.Add(7, CancellationToken.None);
        await clock.Waiting.Task;
        Assert.False(processed.Task.IsCompleted);
        clock.Ring();
        var batch = await processed.Task;
        Assert.Equal([7], batch);
    }

    /// <summary>A clock whose timers go off when told.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private TimerCallback _callback = _ => { };
        private object? _state;

        public TaskCompletionSource Waiting { get; } = new();

        public void Ring() => _callback(_state);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_callback, _state) = (callback, state);
            Waiting.TrySetResult();
            return new Timer();
        }

        private sealed class Timer : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
